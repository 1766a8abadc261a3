package dev.sightline.embedding.remote;

import dev.sightline.embedding.UsageMeter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// What was used, for a test to look at.
public final class CountedUsage implements UsageMeter {

    public final AtomicLong requests = new AtomicLong();
    public final AtomicLong images = new AtomicLong();
    public final AtomicLong tokens = new AtomicLong();
    public final List<String> failures = new CopyOnWriteArrayList<>();

    @Override
    public void answered(String usage, int images, long tokens) {
        requests.incrementAndGet();
        this.images.addAndGet(images);
        this.tokens.addAndGet(tokens);
    }

    @Override
    public void failed(String usage, String code) {
        failures.add(code);
    }
}
