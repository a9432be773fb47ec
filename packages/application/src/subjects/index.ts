export {
  type LinkedSubjects, linkSubjects, type SubjectLinking, type SubjectLinkingRefusal,
} from './link-subjects.ts';
export { subjectTokenOf } from './stored-links.ts';
export { showSubject, type ShownSubject } from './show-subject.ts';
