package dev.sightline.browser;

import com.microsoft.playwright.Page;

/// A drop of very many small pictures, and for how long a page did not answer because of it.
final class ManyFiles {

    private static final String WATCH = """
            window.longest = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => (longest = Math.max(longest, entry.duration))))
              .observe({ type: 'longtask' });
            """;

    private static final String DROP = """
            async count => {
              const canvas = new OffscreenCanvas(8, 8);
              const context = canvas.getContext('2d');
              const transfer = new DataTransfer();
              for (let i = 0; i < count; i++) {
                context.fillStyle = `rgb(${i & 255} ${i >> 8} 99)`;
                context.fillRect(0, 0, 8, 8);
                const blob = await canvas.convertToBlob({ type: 'image/png' });
                transfer.items.add(new File([blob], `small-${i}.png`, { type: 'image/png', lastModified: 1 }));
              }
              await new Promise(resolve => setTimeout(resolve, 500));
              window.longest = 0;
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }""";

    private ManyFiles() {}

    /// To be called before the page is opened.
    static void watch(Page page) {
        page.addInitScript(WATCH);
    }

    static void drop(Page page, int count) {
        page.evaluate(DROP, count);
    }

    /// The longest task since the drop, in milliseconds; 0 if none took 50.
    static double longestTask(Page page) {
        return ((Number) page.evaluate("window.longest")).doubleValue();
    }
}
