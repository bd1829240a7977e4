package link.box.https;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The certificate in service and the one before: a handshake that has chosen one finds its key even if a swap comes in between.
 * Thread-safe.
 */
final class Generations {
    /**
     * One certificate in service.
     *
     * @param number counts up from 1
     */
    record Generation(long number, KeyAndChain pair) {
    }

    private record Both(Generation current, Generation previous) {
    }

    private final AtomicReference<Both> both = new AtomicReference<>(new Both(null, null));

    void take(KeyAndChain next) {
        both.updateAndGet(old -> new Both(new Generation(old.current == null ? 1 : old.current.number + 1, next), old.current));
    }

    /** @return the one in service, or null */
    Generation current() {
        return both.get().current;
    }

    /** @return the one of that number if it is still known, or null */
    KeyAndChain number(long number) {
        Both now = both.get();
        if (now.current != null && now.current.number == number) {
            return now.current.pair;
        }
        return now.previous != null && now.previous.number == number ? now.previous.pair : null;
    }
}
