/**
 * Shapes shared by all parts. Read by the type checker only; no browser ever loads this file.
 * What crosses the wire is described in host/PROTOCOL.md, what adapters return in content/webmail/README.md.
 */

/** What the host may say of a link, a sender, a mail. */
type Level = "danger" | "caution" | "unknown" | "genuine";
/** What is shown: a level, "not checked", or "" while nothing is known yet. */
type Shown = Level | "unchecked" | "";
type Severity = "danger" | "caution" | "weak";

interface OddCharacter { char: string; code: string; name: string; like: string }
interface FindingParams { odd?: OddCharacter[]; [name: string]: string | string[] | OddCharacter[] | undefined }
interface Finding { rule: string; severity: Severity; params: FindingParams }

interface LinkVerdict {
  id: string; level: Level; target: string | null; domain: string | null; display: string;
  owner: string | null; trustable: boolean; via: string[]; findings: Finding[];
}
interface SenderVerdict {
  level: Level; domain: string | null; display: string; owner: string | null; trustable: boolean;
  findings: Finding[];
}
interface Verdict {
  level: Level; truncated: boolean; sender: SenderVerdict; links: LinkVerdict[]; findings: Finding[];
}

interface WireLink { id: string; href: string; host: string; text: string; title: string }
interface Sender { name: string; address: string | null }
interface Mail {
  site: string; sender: Sender | null; reply_to: string | null; subject: string; links: WireLink[];
  text: string; truncated: boolean; locale?: string; trusted?: { domains: string[]; senders: string[] };
}

/** Whether an adapter found the parts of a mail. Told to the person: "not found" is never "nothing wrong". */
interface Health { sender: boolean; address: boolean; subject: boolean; body: boolean }

/** One opened mail as a frame announces it. */
interface Announced {
  id: string; sender: Sender | null; subject: string; health: Health; clipped: boolean; links: number;
  state: "" | "page_unreadable";
}

/** One opened mail as the popup sees it. `state` is "pending", "ok", or one that `error_<state>` has a sentence for. */
interface OpenMail extends Announced {
  outcome: string; verdict: Verdict | null; shownLinks: { id: string; href: string; text: string }[]; moreLinks: number;
}
interface FrameState { site: string; mails: OpenMail[] }
interface TabState { frames: Record<string, FrameState> }

type WordTable = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;
type MarksFrom = "caution" | "danger";
type TooltipFrom = "any" | "caution" | "danger";
interface Setup {
  language: string; table: WordTable;
  settings: {
    marks: boolean; marksFrom: MarksFrom; tooltip: boolean; tooltipFrom: TooltipFrom; banner: boolean; clickStep: boolean;
  };
}

/** A mail as an adapter finds it in a page. See content/webmail/README.md. */
interface FoundMail {
  root: Element; sender: Sender | null; subject: string; bodies: (Element | Document)[];
  replyTo: string | null; clipped: boolean; health: Health;
  /** the words of the page are not a mail's words, and are not asked about */
  linksOnly?: boolean;
}
interface Webmail {
  id: string;
  recognises(document: Document, location: Location): boolean;
  messages(document: Document): FoundMail[];
}

/** Anything in a mail that leads somewhere. */
/** newer than the type checker's library */
interface Element { currentCSSZoom?: number }
type LinkElement = HTMLElement | SVGElement;

/** An address in the words of a mail that is no link. */
type SpokenAddress = Omit<WireLink, "id">;

/** One link of a mail, as long as it stands in the page. */
interface PageLink {
  id: string; element: LinkElement; href: string; host: string; text: string; title: string;
  mail: ReadMail; shown: Shown; verdict: LinkVerdict | null;
}

/** One mail of the page and what is known of it. */
interface ReadMail {
  id: string; found: FoundMail; links: Map<Element, PageLink>; nextLink: number;
  /** addresses in its words that have been asked about, by their `href` */
  spoken: Map<string, SpokenAddress>;
  site: string; outer: string; asked: string; text: string; state: string; verdict: Verdict | null; dirty: boolean; busy: boolean;
  round: number;
  settled: Promise<void>; retries: number; bannerClosed: boolean; emptySince: number;
}

interface Words {
  language: string;
  use(table: WordTable, language: string): void;
  has(key: string): boolean;
  /** plain text, for names that only assistive technology and the browser's own interface show */
  text(key: string, params?: Record<string, string>): string;
  /** the same with every value isolated in its own <bdi> */
  nodes(doc: Document, key: string, params?: Record<string, string>, odd?: OddCharacter[]): DocumentFragment;
  /** text with the odd characters in <mark> */
  marked(doc: Document, text: string, odd: OddCharacter[]): DocumentFragment;
  sentence(doc: Document, finding: Finding, odd?: OddCharacter[]): DocumentFragment;
  plainSentence(finding: Finding): string;
  error(state: string): string;
}

interface Dom {
  all(root: Node, selector: string): Element[];
  first(root: Node, selector: string): Element | null;
  attribute(element: Element, name: string, space?: string): string | null;
  append(element: Element, ...nodes: (Node | string)[]): void;
  prepend(element: Element, ...nodes: (Node | string)[]): void;
  after(element: Element, ...nodes: (Node | string)[]): void;
  /** local name */
  tag(element: Element): string;
  /** the elements an event passes, innermost first */
  path(event: Event): Element[];
  alive(node: Node): boolean;
  /** whether `other` is `node` or inside it */
  holds(node: Node, other: Node): boolean;
  closest(element: Element, selector: string): Element | null;
  matches(element: Element, selector: string): boolean;
  isVisible(element: Element): boolean;
  /** whether the tab is in front */
  isVisibleNow(doc: Document): boolean;
  isConnected(node: Node): boolean;
  base(node: Node): string;
  url(doc: Document): string;
  boxes(element: Element): DOMRect[];
  isDocument(node: Node): node is Document;
  documentOf(element: Element): Document;
  root(doc: Document): HTMLElement;
  view(doc: Document): (Window & typeof globalThis) | null;
  make<K extends keyof HTMLElementTagNameMap>(doc: Document, tag: K): HTMLElementTagNameMap[K];
  make(doc: Document, tag: string): HTMLElement;
  makeSvg(doc: Document, tag: string): SVGElement;
  fragment(doc: Document): DocumentFragment;
  texts(doc: Document, root: Node): TreeWalker;
}

interface Draw {
  element<K extends keyof HTMLElementTagNameMap>(
    doc: Document, tag: K, options?: { id?: string; class?: string; role?: string; lang?: string }, ...children: (Node | string)[]
  ): HTMLElementTagNameMap[K];
  button(
    doc: Document, label: Node | string, act: (made: HTMLButtonElement) => unknown, options?: { id?: string; class?: string }
  ): HTMLButtonElement;
  /** What a level means, in words. */
  level(doc: Document, level: Shown, verdict: LinkVerdict | SenderVerdict | null): HTMLElement;
  symbol(doc: Document, level: Shown): SVGElement;
  domain(doc: Document, display: string, domain: string | null, odd: OddCharacter[]): HTMLElement;
  odd(doc: Document, odd: OddCharacter[]): HTMLElement[];
  reasons(doc: Document, findings: Finding[]): HTMLUListElement;
  /** "Genuine site of …" and the way there. */
  genuine(doc: Document, genuine: { brand: string; address: string }): HTMLElement;
  adopt(doc: Document, root: ShadowRoot, css: string): void;
}

interface Layer {
  host: HTMLElement; root: ShadowRoot; tooltip: HTMLElement; live: HTMLElement; document: Document;
}

/** The one global of the content scripts. */
interface Honmono {
  api: typeof chrome;
  life: AbortController;
  webmail: Webmail[];
  setup: Setup | null;
  dom: Dom;
  send(message: Record<string, unknown> & { type: string }): Promise<any>;
  clean(text: string | null | undefined, longest?: number): string;
  genuineUrl(genuine: string): string | null;
  findings: {
    ofLink(link: PageLink): Finding[];
    odd(findings: Finding[]): OddCharacter[];
    genuine(findings: Finding[]): { brand: string; address: string } | null;
    worst(findings: Finding[]): Finding[];
    ofMail(verdict: Verdict): Finding[];
  };
  found: {
    outside(root: Element, text: Element | Element[], selectors: string[]): Element | null;
    outermost(elements: Element[]): Element[];
    holder(body: Element, bodies: Element[], selectors: string[]): Element;
    sender(text: string | null | undefined): Sender | null;
    bracketed(text: string | null | undefined): string | null;
    isAddress(text: string): boolean;
    mail(part: Partial<FoundMail> & Pick<FoundMail, "root" | "bodies" | "sender" | "subject">): FoundMail;
    register(webmail: Webmail): void;
    registered(id: string): boolean;
  };
  words: Words;
  draw: Draw;
  styles: { layer: string; mark: string; banner: string; popup: string };
  links: {
    /** links now standing in the bodies of a mail; slow mails are read in slices */
    read(mail: ReadMail): Promise<PageLink[]>;
    /** where an element leads now, or null */
    address(element: Element): { href: string; host: string } | null;
    /** the link an event is about */
    at(event: Event): PageLink | null;
    /** element that looks like a link, known or not */
    candidate(event: Event): LinkElement | null;
    /** with the frames that stand in them */
    withFrames(bodies: (Element | Document)[]): (Element | Document)[];
    known: WeakMap<Element, PageLink>;
    /** for long work: asked between two steps, says what to await, or nothing yet */
    pacer(): () => Promise<void> | null;
    forget(mail: ReadMail): void;
  };
  text: {
    of(bodies: (Element | Document)[]): { text: string; truncated: boolean };
    addresses(text: string, links: PageLink[]): SpokenAddress[];
  };
  layer: { of(doc: Document): Layer; owns(node: EventTarget | null): boolean };
  marks: {
    draw(link: PageLink): void;
    clear(mail: ReadMail): void;
    remove(element: Element): void;
    /** the picture that an `area` is a part of */
    pictureOf(area: Element): Element | null;
    owns(node: Node): boolean;
  };
  tooltip: { attach(win: Window, signal: AbortSignal): void; refresh(links: Iterable<PageLink>): void; hide(): void; hush(): void };
  banner: { draw(mail: ReadMail): void; clear(mail: ReadMail): void; owns(node: Node): boolean };
  dialog: { open(link: PageLink, go: () => void): void };
  gate: { attach(win: Window, signal: AbortSignal): void };
  place: {
    /** @param pointer null for keyboard focus */
    atLink(tooltip: HTMLElement, link: Element, pointer: { x: number; y: number } | null, view: Window): void;
    undoZoom(part: HTMLElement): void;
  };
  judging: {
    judge(mail: ReadMail, urgent?: boolean): Promise<void>;
    /** when it could not be checked before */
    again(mail: ReadMail, urgent: boolean): void;
  };
  mails: {
    all(): ReadMail[];
    scan(): void;
    announce(always: boolean): void;
    close(): void;
    /** the mail an element belongs to, looked up anew */
    around(element: Element): ReadMail | null;
    /** asks for the level of one link now, and tells when it is known */
    settle(element: LinkElement, patience: number): Promise<PageLink | null>;
    retry(): void;
    working(): boolean;
  };
  started: boolean;
}

// eslint-disable-next-line no-var
declare var honmono: Honmono;
