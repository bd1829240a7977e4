package link.box.acme.plan;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When the CA suggests to renew a certificate (RFC 9773, section 4.2), and when it is asked again.
 *
 * @param leaf hash of the certificate it is for
 * @param start of the suggested window; empty if the CA suggests nothing
 * @param end of the suggested window
 * @param chosen the moment in it that we have chosen at random
 * @param ask when to ask the CA again
 */
public record Window(String leaf, Optional<Instant> start, Optional<Instant> end, Optional<Instant> chosen, Instant ask) {
    public Window {
        if (start.isEmpty() != chosen.isEmpty() || end.isEmpty() != chosen.isEmpty()) {
            throw new IllegalArgumentException("half a window");
        }
    }

    /** @return that the CA suggests nothing for this certificate */
    public static Window none(String leaf, Instant ask) {
        return new Window(leaf, Optional.empty(), Optional.empty(), Optional.empty(), ask);
    }

    /**
     * @param before what was known until now: the moment that was chosen stays as long as the window stays
     * @return what the CA suggests
     */
    public static Window of(String leaf, Instant start, Instant end, Instant ask, Optional<Window> before, RandomGenerator random) {
        Optional<Instant> stays = before.filter(old -> old.leaf.equals(leaf) && old.start.equals(Optional.of(start))
                && old.end.equals(Optional.of(end))).flatMap(Window::chosen);
        long seconds = Math.max(1, end.getEpochSecond() - start.getEpochSecond());
        Instant chosen = stays.orElseGet(() -> start.plusSeconds(random.nextLong(seconds)));
        return new Window(leaf, Optional.of(start), Optional.of(end), Optional.of(chosen), ask);
    }

    /** @return the same, to be asked for at another time */
    public Window askedAgain(Instant when) {
        return new Window(leaf, start, end, chosen, when);
    }
}
