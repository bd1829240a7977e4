package link.box.login.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;

/**
 * Show that a browser was just seen at home, though it comes through the tunnel now: the router hides the Box's names. A pass goes through
 * a URL, so it is good once and soon changed for a cookie. In memory only. Thread-safe.
 */
public final class HomePasses {
    private static final int MAX = 20;
    private static final int BYTES = 16;
    private static final Duration PASS = Duration.ofSeconds(120);
    private static final Duration COOKIE = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private final Map<String, Pass> passes = new LinkedHashMap<>();
    private final Map<String, Pass> cookies = new LinkedHashMap<>();

    private record Pass(ConnectionClass from, long ends) {
    }

    public HomePasses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return empty if that is not at home, or too many are outstanding */
    public synchronized Optional<String> mint(ConnectionClass from) {
        expire();
        boolean home = from == ConnectionClass.ON_LINK || from == ConnectionClass.PRIVATE;
        return home && passes.size() < MAX ? Optional.of(put(passes, from, PASS)) : Optional.empty();
    }

    /** @return what the browser keeps instead; empty if it is no pass, or one that was used or is too old */
    public synchronized Optional<String> swap(String pass) {
        expire();
        Pass found = passes.remove(Secret.hash(pass));
        if (found != null && cookies.size() == MAX) {
            cookies.remove(cookies.keySet().iterator().next());
        }
        return Optional.ofNullable(found).map(each -> put(cookies, each.from, COOKIE));
    }

    /** @return where a browser that comes so and holds this cookie counts as being; only the tunnel is overruled */
    public synchronized ConnectionClass place(ConnectionClass from, String cookie) {
        expire();
        Pass pass = cookies.get(Secret.hash(cookie));
        return from == ConnectionClass.TUNNEL && pass != null ? pass.from : from;
    }

    private String put(Map<String, Pass> into, ConnectionClass from, Duration life) {
        String made = Secret.fresh(BYTES);
        into.put(Secret.hash(made), new Pass(from, nanos.getAsLong() + life.toNanos()));
        return made;
    }

    private void expire() {
        long now = nanos.getAsLong();
        passes.values().removeIf(pass -> now - pass.ends >= 0);
        cookies.values().removeIf(pass -> now - pass.ends >= 0);
    }
}
