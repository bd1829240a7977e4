package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Whether the framework has room for a change: it keeps a copy of each bundle that is replaced, and of each that is put back.
 *
 * @param cache the framework's
 * @param free tells how many bytes can be written where a directory is
 */
record Room(Path cache, ToLongFunction<Path> free) {
    /** For what others write meanwhile. */
    private static final long MARGIN = 1 << 20;

    /** @throws IOException there is not enough for the change and the way back; blocks for disk */
    void check(SwapPlan plan) throws IOException {
        long needed = MARGIN;
        long largest = 0;
        for (SwapStep step : plan.steps()) {
            if (step.changesCode() && step.to().isPresent()) {
                long size = Math.max(size(step.from()), size(step.to()));
                needed += size;
                largest = Math.max(largest, size);
            }
        }
        long there = free.applyAsLong(cache);
        if (there < needed + largest) {
            throw new IOException("there is no room to replace the bundles in " + cache + ": they need "
                    + kilobytes(needed + largest) + ", and " + kilobytes(there) + " are free");
        }
    }

    private static long size(Optional<Member> member) {
        return member.map(each -> each.named().size()).orElse(0L);
    }

    private static String kilobytes(long bytes) {
        return (bytes + 999) / 1000 + " KB";
    }
}
