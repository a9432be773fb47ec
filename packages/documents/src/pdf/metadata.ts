import type { CivilDate } from '@fengcun/kernel';
import { dictionary, textString } from './syntax.ts';

/** What a file says of itself; nothing of the person, because file indexes and mail programs read it. */
export type Metadata = Readonly<{
  title: string; organ: string; number: string; template: string; issuedOn: CivilDate;
}>;

const PRODUCER = '封存 Fengcun';
const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * A legal day has no hour; papers carry its first moment in Chinese standard time. @see ISO 32000-1 §7.9.4
 */
export const pdfDate = (date: CivilDate): string => `(D:${date.replaceAll('-', '')}000000+08'00')`;

/** The information dictionary. */
export const infoDictionary = (data: Metadata): string => dictionary({
  Title: textString(`${data.title} ${data.number}`), Author: textString(data.organ),
  Subject: textString(data.template),
  Creator: textString(PRODUCER), Producer: textString(PRODUCER),
  CreationDate: pdfDate(data.issuedOn), ModDate: pdfDate(data.issuedOn),
});

/** The same as XMP. @see ISO 16684-1 */
export const xmpPacket = (data: Metadata): string => {
  const day = `${data.issuedOn}T00:00:00+08:00`;
  const title = escapeXml(`${data.title} ${data.number}`);
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(data.organ)}</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>${escapeXml(data.template)}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${day}</xmp:CreateDate><xmp:ModifyDate>${day}</xmp:ModifyDate>
<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool><pdf:Producer>${PRODUCER}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
};
