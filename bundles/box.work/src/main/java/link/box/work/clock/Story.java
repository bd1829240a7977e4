package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what changes. Other words for the same outcome come every ten minutes at most: programs and servers may be whimsical. */
final class Story {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger("box.work");

    private Verdict told;
    private long toldAt;

    void tell(Verdict verdict, Instant wall, long nanos) {
        boolean same = told != null && told.state() == verdict.state();
        if (verdict.equals(told) || same && nanos - toldAt < QUIET.toNanos()) {
            return;
        }
        told = verdict;
        toldAt = nanos;
        if (verdict.plausible()) {
            LOG.info("the clock says {} and is believed: {}", wall, verdict.words());
        } else {
            LOG.warn("the clock says {}, so certificate and announcement wait: {}; {}", wall, verdict.words(), verdict.remedy());
        }
    }
}
