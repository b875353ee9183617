/** Prints a document of its own from a hidden frame, which is taken away once the browser has its copy. */
export function printHtml(markup: string): void {
  const frame = document.createElement('iframe');
  frame.title = '';
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
  frame.srcdoc = markup;
  frame.addEventListener('load', () => {
    const window = frame.contentWindow;
    window?.addEventListener('afterprint', () => frame.remove());
    window?.print();
  });
  document.body.append(frame);
}
