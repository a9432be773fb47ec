import { customProperties, DARK, LIGHT } from './colours.ts';
import { ENTRY_STYLE } from './style-entry.ts';
import { PAGE_STYLE } from './style-page.ts';

const THEMES = `:root{${customProperties(LIGHT)}color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${customProperties(DARK)}}}
@media print{:root{${customProperties(LIGHT)}color-scheme:light}}
`;

/** The one style sheet of the report; its hash stands in the page's content policy. */
export const STYLE = `\n${THEMES}${PAGE_STYLE}${ENTRY_STYLE}`;
