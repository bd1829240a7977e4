package link.box.https.gate;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import link.box.common.front.Sweeper;
import link.box.common.front.WholeBody;
import link.box.https.device.Denied;
import link.box.https.device.Devices;
import link.box.https.device.Door;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** Says what becomes of a request that is for this Box: by the page it comes from, who makes it, and what it is for. */
final class Decision {
    private static final Duration BODY = Duration.ofSeconds(10);
    private static final int STRANGER = 64 * 1024;
    private static final String DEVICES = "/d";
    private static final Runnable NOTHING = () -> { };

    private final Handler inside;
    private final Devices devices;
    private final Predicate<Access> stays;
    private final int small;

    /**
     * @param inside where to pass on what may pass
     * @param devices what is below {@code /d}
     * @param small largest body in bytes of what is no logged in person's request to a device
     * @param stays whether that one still decides
     */
    Decision(Handler inside, Devices devices, int small, Predicate<Access> stays) {
        this.inside = inside;
        this.devices = devices;
        this.stays = stays;
        this.small = small;
    }

    boolean on(Visit visit, Access access, Turn turn) throws Exception {
        if (visit.tokens()) {
            return access.open(visit.method(), visit.path()) ? own(visit, access, inside, turn)
                    : visit.answer(Answer.unauthenticated(visit.request()));
        }
        Origins origin = Origins.of(visit, access);
        if (origin == Origins.APP) {
            visit.allowOrigin();
        }
        if (visit.preflight()) {
            return visit.answer(origin == Origins.APP ? Answer.PREFLIGHT : Answer.FORBIDDEN);
        }
        Optional<Door> door = device(visit) ? devices.find(visit.path().substring(DEVICES.length())) : Optional.empty();
        return door.filter(Door::forStrangers).isPresent() ? stranger(visit, door.get(), origin, turn)
                : known(visit, access, origin, door, turn);
    }

    private boolean known(Visit visit, Access access, Origins origin, Optional<Door> door, Turn turn) throws Exception {
        if (!origin.may(visit.method(), visit.headers()) || visit.upgrade() && origin == Origins.FOREIGN) {
            return visit.answer(Answer.FORBIDDEN);
        }
        Optional<Credential> shown = Credentials.of(visit, origin);
        if (shown.filter(each -> each.kind() == Credential.Kind.TICKET).isPresent()) {
            turn.spend();
        }
        Optional<Caller> caller = shown.flatMap(access::caller);
        caller.ifPresent(known -> visit.request().setAttribute(Caller.ATTRIBUTE, known));
        return device(visit) ? device(visit, door, caller, turn) : page(visit, access, shown, caller, turn);
    }

    private static boolean device(Visit visit) {
        return visit.path().equals(DEVICES) || visit.path().startsWith(DEVICES + "/");
    }

    private boolean page(Visit visit, Access access, Optional<Credential> shown, Optional<Caller> caller, Turn turn) throws Exception {
        if (caller.isEmpty() && !access.open(visit.method(), visit.path())) {
            return visit.answer(Answer.unauthenticated(visit.request()));
        }
        if (caller.flatMap(Caller::app).isPresent() && !Origins.api(visit.path())) {
            return visit.answer(Answer.FORBIDDEN);
        }
        boolean cookie = caller.isPresent() && shown.get().kind() == Credential.Kind.SESSION;
        if (cookie && !Origins.SAFE.contains(visit.method()) && !visit.readable()) {
            return visit.answer(Answer.UNREADABLE);
        }
        boolean waits = caller.isPresent() && !Origins.SAFE.contains(visit.method());
        return own(visit, access, waits ? still(visit, access, shown.get()) : inside, turn);
    }

    private boolean own(Visit visit, Access access, Request.Handler next, Turn turn) {
        // its servlets may go a moment before it: what is not found is looked for once more
        Departed response = new Departed(visit, turn, () -> !stays.test(access), turn::looksAgain);
        return new WholeBody(small, BODY, next).handle(visit.request(), response, response.callback());
    }

    /** A body may take its time: who was somebody when it began has to be so when it is there. */
    private Request.Handler still(Visit visit, Access access, Credential shown) {
        return (request, response, callback) -> {
            Optional<Caller> caller = access.caller(shown);
            if (caller.isEmpty() && !access.open(visit.method(), visit.path())) {
                Answer.unauthenticated(request).write(response, callback);
                return true;
            }
            request.setAttribute(Caller.ATTRIBUTE, caller.orElse(null));
            return inside.handle(request, response, callback);
        };
    }

    private boolean device(Visit visit, Optional<Door> door, Optional<Caller> caller, Turn turn) throws Exception {
        if (caller.isEmpty()) {
            return visit.answer(Answer.unauthenticated(visit.request()));
        }
        if (door.isEmpty()) {
            return visit.answer(Answer.NOT_FOUND);
        }
        boolean changing = !Origins.SAFE.contains(visit.method()) || visit.upgrade();
        Optional<Denied> denied = door.get().denies(caller.get(), visit.method(), changing)
                .or(() -> turn.isFirst() ? door.get().delays() : Optional.empty());
        if (denied.isPresent()) {
            return visit.answer(Answer.of(denied.get()));
        }
        return enter(visit, door.get(), inside, true, turn);
    }

    /** Nothing that the request shows counts, and so it can do no more than anybody could. */
    private boolean stranger(Visit visit, Door door, Origins origin, Turn turn) throws Exception {
        if (!door.foreign() && !origin.may(visit.method(), visit.headers()) || visit.upgrade()) {
            return visit.answer(Answer.FORBIDDEN);
        }
        InetSocketAddress peer = (InetSocketAddress) visit.request().getConnectionMetaData().getRemoteSocketAddress();
        Optional<Denied> denied = door.deniesStranger(visit.path().substring(DEVICES.length()), visit.from(), visit.method())
                .or(() -> turn.isFirst() ? door.delaysStranger(peer.getAddress()) : Optional.empty());
        if (denied.isPresent()) {
            return visit.answer(Answer.of(denied.get()));
        }
        visit.request().setAttribute(Door.STRANGER, true);
        return enter(visit, door, new WholeBody((int) Math.min(door.body(), STRANGER), BODY, inside), false, turn);
    }

    /** @param patient whether it may take as long as it likes */
    private boolean enter(Visit visit, Door door, Request.Handler next, boolean patient, Turn turn) throws Exception {
        if (!door.isHere()) {
            String path = visit.path().substring(DEVICES.length());
            return turn.await(() -> devices.find(path).filter(Door::isHere).isPresent());
        }
        if (visit.request().getLength() > door.body()) {
            return visit.answer(Answer.TOO_LARGE);
        }
        AtomicBoolean reached = new AtomicBoolean();
        visit.request().setAttribute(Door.REACHED, reached);
        // the HTTP service may hear of a servlet later than we, and earlier that it goes
        Departed response = new Departed(visit, turn, () -> !door.isHere(), () -> !reached.get());
        Runnable atLast = patient ? Sweeper.spare(visit.request().getConnectionMetaData()) : NOTHING;
        if (door.pass(visit.request(), response, response.callback(), next, atLast)) {
            return true;
        }
        atLast.run();
        return visit.answer(Answer.of(Door.full()));
    }
}
