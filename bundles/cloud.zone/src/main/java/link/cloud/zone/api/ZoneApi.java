package link.cloud.zone.api;

import java.io.IOException;
import java.util.Set;
import java.util.function.LongSupplier;
import link.box.common.http.Reply;
import link.cloud.zone.store.ZoneStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API by which Boxes edit their part of the zone. Who asks is told by the client certificate alone: its fingerprint is the id.
 * Thread-safe; blocks for disk.
 */
public final class ZoneApi {
    /** The largest body, in bytes. */
    public static final int BODY = 16 * 1024;
    private static final String RETRY = "30";
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final V1 v1;
    private final V2 v2;

    /**
     * @param zone the zone's name, lower case, without a trailing dot
     * @param nanos a clock that never jumps, in nanoseconds
     */
    public ZoneApi(String zone, ZoneStore store, Limits limits, LongSupplier nanos) {
        Values values = new Values(limits);
        Intake intake = new Intake(limits, store, nanos);
        this.v1 = new V1(zone, store, values, intake);
        this.v2 = new V2(zone, store, limits, values, intake);
    }

    /** @return the answer; what goes wrong is an answer, too */
    public Reply handle(Call call) {
        try {
            return dispatch(call);
        } catch (Refusal e) {
            return e.reply();
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return Reply.error(503, "the zone cannot be written at the moment").with("Retry-After", RETRY);
        } catch (RuntimeException e) {
            LOG.error("cannot answer {} {}", call.method(), call.path(), e);
            return Reply.error(500, "the server failed");
        }
    }

    static Refusal tooLarge() {
        return new Refusal(413, "at most " + BODY + " bytes");
    }

    private Reply dispatch(Call call) throws Refusal, IOException {
        if (call.path().startsWith(V1.PATH)) {
            return v1.handle(call, own(call));
        }
        if (call.path().startsWith(V2.PATH)) {
            return v2.handle(call, own(call));
        }
        throw new Refusal(404, "there is only /v1/dns/<labels>, /v2/<id> and /v2/<id>/kite");
    }

    private static Set<String> own(Call call) throws Refusal {
        return Ids.of(call.certificate().orElseThrow(() -> new Refusal(401, "a client certificate is needed")));
    }
}
