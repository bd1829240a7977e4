package link.cloud.tunnel.door;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import link.cloud.tunnel.auth.Verdict;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** What has happened since the start, in numbers. Thread-safe. */
public final class Counts implements SslHandshakeListener {
    private final LongAdder streams = new LongAdder();
    private final LongAdder tunnels = new LongAdder();
    private final LongAdder toBoxes = new LongAdder();
    private final LongAdder handshakes = new LongAdder();
    private final LongAdder fromBoxes = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
    private final Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);

    /** All zero. */
    public Counts() {
        for (Refusal each : Refusal.values()) {
            refusals.put(each, new LongAdder());
        }
        for (Verdict each : Verdict.values()) {
            verdicts.put(each, new LongAdder());
        }
    }

    void refused(Refusal why) {
        refusals.get(why).increment();
    }

    void judged(Verdict verdict) {
        verdicts.get(verdict).increment();
    }

    void stream() {
        streams.increment();
    }

    void tunnel() {
        tunnels.increment();
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        handshakes.increment();
    }

    /** @return what is to be told how many bytes went to Boxes */
    LongAdder toBoxes() {
        return toBoxes;
    }

    /** @return what is to be told how many bytes came from Boxes */
    LongAdder fromBoxes() {
        return fromBoxes;
    }

    /** @return so many connections have been sent away for that */
    public long refusals(Refusal why) {
        return refusals.get(why).sum();
    }

    /** @return so many requests to fly a kite had this verdict */
    public long verdicts(Verdict verdict) {
        return verdicts.get(verdict).sum();
    }

    /** Adds all of it to the text. */
    void tell(MetricsText text) {
        text.counter("tunnel_tunnels_total", "Tunnels that Boxes have begun.", "", tunnels.sum());
        text.counter("tunnel_streams_total", "Connections that were led to Boxes.", "", streams.sum());
        text.counter("tunnel_handshakes_failed_total", "TLS at the frontend's own name that did not come about.", "", handshakes.sum());
        text.counter("tunnel_bytes_total", "Bytes that passed through tunnels.", "direction=\"to_box\"", toBoxes.sum());
        text.counter("tunnel_bytes_total", "Bytes that passed through tunnels.", "direction=\"from_box\"", fromBoxes.sum());
        refusals.forEach((why, count) -> text.counter("tunnel_refused_total", "Connections that were led nowhere.",
                "reason=\"" + why.name().toLowerCase(Locale.ROOT) + "\"", count.sum()));
        verdicts.forEach((verdict, count) -> text.counter("tunnel_verdicts_total", "Signed requests to fly a kite, by what became of them.",
                "verdict=\"" + verdict.reason() + "\"", count.sum()));
    }
}
