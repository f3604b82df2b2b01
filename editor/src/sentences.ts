// The sentences of the documents as a tree: documents, then the sentences no rule stands on. Plain data, no editor.

export interface Sentence {
  uri: string;
  document: string;
  clause: string;
  text: string;
  status: "ruled" | "stated" | "structural" | "uncovered";
  start: number;
  line: number;
  character: number;
  endLine: number;
  endCharacter: number;
}

export interface DocumentSentences {
  document: string;
  uri: string;
  left: Sentence[];
  all: number;
}

/** By document, in the order given: what is left, and of how many. */
export function byDocument(sentences: readonly Sentence[]): DocumentSentences[] {
  const found = new Map<string, DocumentSentences>();
  for (const sentence of sentences) {
    const held = found.get(sentence.uri) ?? { document: sentence.document, uri: sentence.uri, left: [], all: 0 };
    held.all += 1;
    if (sentence.status === "uncovered") {
      held.left.push(sentence);
    }
    found.set(sentence.uri, held);
  }
  return [...found.values()];
}

/** How a sentence is shown in one line. */
export function shortened(text: string, most = 60): string {
  const characters = [...text];
  return characters.length <= most ? text : characters.slice(0, most - 1).join("") + "…";
}
