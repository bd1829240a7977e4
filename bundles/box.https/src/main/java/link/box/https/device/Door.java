package link.box.https.device;

import java.net.InetAddress;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.https.device.Rule.Who;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The way to one servlet of a device: who may go it, how often, and what passes. */
public final class Door {
    /** Name of the request attribute that is there when a stranger may use the servlet. */
    public static final String STRANGER = "link.box.https.stranger";

    /** Name of the request attribute with an {@code AtomicBoolean}: whether the request has come to the servlet, or to its filters. */
    public static final String REACHED = "link.box.https.reached";

    private final Rule rule;
    private final Lane lane;
    private final Devices devices;
    private final Optional<Bucket> bucket;
    private final boolean trusted;
    private volatile boolean here = true;

    Door(Rule rule, Lane lane, Devices devices) {
        this.rule = rule;
        this.lane = lane;
        this.devices = devices;
        this.bucket = rule.rate().map(Bucket::new);
        this.trusted = devices.trusts(rule);
    }

    /** Its servlet is no longer there. */
    void leave() {
        here = false;
    }

    /** @return whether its servlet is there, as far as has been told */
    public boolean isHere() {
        return here;
    }

    Rule rule() {
        return rule;
    }

    /** @return whether it is for everybody; whether that is allowed, {@link #deniesStranger} says */
    public boolean forStrangers() {
        return rule.who() == Who.PUBLIC;
    }

    /** @return whether pages of any origin may send to it */
    public boolean foreign() {
        return rule.foreign();
    }

    /** @return how large a body may be, in bytes */
    public long body() {
        return rule.body();
    }

    /**
     * @param path below {@code /d}
     * @return why somebody unknown may not come
     */
    public Optional<Denied> deniesStranger(String path, ConnectionClass from, String method) {
        return devices.allows(rule, path, from) ? denies(method) : Optional.of(Denied.FORBIDDEN);
    }

    /**
     * @param changing whether the request may change something
     * @return why the caller may not come
     */
    public Optional<Denied> denies(Caller caller, String method, boolean changing) {
        boolean admin = caller.admin() && caller.app().isEmpty();
        boolean may = (rule.who() != Who.ADMIN || admin) && caller.mayUse(rule.alias(), changing);
        return may ? denies(method) : Optional.of(Denied.FORBIDDEN);
    }

    private Optional<Denied> denies(String method) {
        return rule.methods().contains(method) ? Optional.empty() : Optional.of(Denied.method(rule.methods()));
    }

    /** Counts a request, so it is asked once for each. @return the answer if there have been too many */
    public Optional<Denied> delays() {
        return later(bucket.map(each -> each.take(devices.nanos())).orElse(0L));
    }

    /** Counts a request of somebody unknown, so it is asked once for each. @return the answer if there have been too many */
    public Optional<Denied> delaysStranger(InetAddress peer) {
        return later(devices.strangerWaits(peer)).or(this::delays);
    }

    private static Optional<Denied> later(long nanos) {
        return nanos > 0 ? Optional.of(Denied.later(nanos)) : Optional.empty();
    }

    /**
     * @param atLast runs once when the request is answered, or cannot be
     * @return false if too many are inside: then nothing has been done; true if the request is taken care of
     */
    public boolean pass(Request request, Response response, Callback callback, Request.Handler inside, Runnable atLast) throws Exception {
        if (!lane.enter()) {
            return false;
        }
        Stay stay = new Stay(callback, lane, atLast);
        try {
            Request shown = DeviceRequest.of(request, forStrangers(), rule.body());
            return inside.handle(shown, new DeviceResponse(shown, response, trusted), stay);
        } catch (Throwable e) { // whoever catches it does not know of us
            stay.completed();
            throw e;
        }
    }

    /** @return the answer when {@link #pass} gives false */
    public static Denied full() {
        return Denied.FULL;
    }
}
