package link.cloud.registration;

import java.util.concurrent.atomic.AtomicLong;
import link.box.common.http.Reply;

/** How much is going on: all that the log gets to know. Thread-safe. */
final class Counts {
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Reply count(Reply reply) {
        (reply.status() < 400 ? answered : refused).incrementAndGet();
        return reply;
    }

    /** Begins anew. */
    String take() {
        return answered.getAndSet(0) + " requests answered, " + refused.getAndSet(0) + " refused";
    }
}
