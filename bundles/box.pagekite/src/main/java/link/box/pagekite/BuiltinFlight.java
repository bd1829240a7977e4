package link.box.pagekite;

import java.net.InetSocketAddress;
import java.util.Optional;
import link.box.common.kite.Head;
import link.box.common.kite.Joint;
import link.box.common.kite.Limits;
import link.box.common.kite.Malformed;
import link.box.common.kite.Mux;
import link.box.common.kite.MuxListener;
import link.box.common.kite.Opening;
import link.box.common.kite.Sockets;
import link.box.common.kite.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** One try of our own client, from the first connection to the end of the tunnel. Thread-safe. */
final class BuiltinFlight implements Flight, Dial.Caller, MuxListener {
    private final Route route;
    private final Handshake handshake;
    private final Sockets sockets;
    private final Runnable changed;
    private final Dial dial;
    private Mux mux;
    private boolean flies;
    private boolean stopped;
    private String heard = "";
    private String session;
    private String refusal;
    private String hindrance;
    private String end;

    /**
     * From where to where the kite leads.
     *
     * @param host the kite's name
     * @param frontend where it flies
     * @param box where its streams end
     * @param cover TLS around the tunnel, or null
     * @param replaced the session that the frontend may still believe in; empty: none
     */
    record Route(String host, InetSocketAddress frontend, InetSocketAddress box, Cover cover, String replaced) {
    }

    BuiltinFlight(Route route, Handshake handshake, Sockets sockets, Runnable changed) {
        this.route = route;
        this.handshake = handshake;
        this.sockets = sockets;
        this.changed = changed;
        this.session = route.replaced();
        this.dial = new Dial(sockets, route.frontend(), route.cover(), this);
    }

    void begin() {
        dial.call(handshake.request(route.replaced()));
    }

    /** @return what the frontend calls the last tunnel that flew; empty if there was none */
    synchronized String session() {
        return session;
    }

    @Override
    public void heard(Head head, Greeting here) {
        try {
            Optional<String> refused = Dial.refusal(head);
            if (refused.isPresent()) {
                over(refused.get());
                return;
            }
            know(head);
            Optional<Verdict> verdict = handshake.verdict(head);
            if (verdict.isEmpty()) {
                over("the frontend says nothing about the kite");
                return;
            }
            obey(verdict.get(), here);
        } catch (Malformed e) {
            over("the frontend broke the protocol: " + e.getMessage());
        }
    }

    private synchronized void know(Head head) {
        String id = head.get("X-PageKite-SessionID");
        if (id != null && id.matches("[!-~]{1,200}")) {
            heard = id;
        }
    }

    private void obey(Verdict verdict, Greeting here) {
        switch (verdict.kind()) {
            case ANSWER_ANEW -> dial.call(handshake.signedRequest(route.replaced()));
            case ANSWER_HERE -> tunnel(here).say(handshake.answer());
            case FLIES -> {
                tunnel(here);
                take(verdict);
            }
            default -> take(verdict);
        }
    }

    private Mux tunnel(Greeting here) {
        Mux made = new Mux(here.getEndPoint(), sockets.pool(), sockets.executor(), Limits.ofBox(), this);
        boolean late;
        synchronized (this) {
            mux = made;
            late = end != null;
        }
        dial.handOver();
        here.getEndPoint().upgrade(made.connection());
        if (late) {
            made.close("the flight is over");
        }
        return made;
    }

    private void take(Verdict verdict) {
        synchronized (this) {
            flies = verdict.kind() == Verdict.Kind.FLIES && end == null;
            session = flies ? heard : session;
            refusal = verdict.kind() == Verdict.Kind.REFUSED ? verdict.why() : null;
            hindrance = verdict.kind() == Verdict.Kind.HINDERED ? verdict.why() : null;
        }
        if (verdict.kind() == Verdict.Kind.FLIES) {
            tell();
        } else {
            over("the kite does not fly: " + verdict.why());
        }
    }

    @Override
    public void failed(String why) {
        over(why);
    }

    @Override
    public void control(Head head) {
        boolean waiting;
        synchronized (this) {
            waiting = !flies && end == null;
        }
        try {
            if (waiting) {
                know(head);
                handshake.verdict(head).ifPresent(this::take);
            }
        } catch (Malformed e) {
            over("the frontend broke the protocol: " + e.getMessage());
        }
    }

    /** The frontend may lead somebody here before we have read that the kite flies. */
    @Override
    public void opened(Stream stream, Opening opening) {
        sockets.connect(route.box(), new Joint() {
            @Override
            public Connection join(EndPoint socket) {
                return stream.connection(socket);
            }

            @Override
            public void failed(Throwable why) {
                stream.refuse("the Box does not listen at " + route.box() + ": " + why.getMessage());
            }
        });
    }

    @Override
    public void ended(String why) {
        over("the tunnel has ended: " + why);
    }

    private void over(String why) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = why;
            flies = false;
        }
        close(why);
        tell();
    }

    private void close(String why) {
        Mux flown;
        synchronized (this) {
            flown = mux;
        }
        dial.close();
        if (flown != null) {
            flown.close(why);
        }
    }

    private void tell() {
        boolean wanted;
        synchronized (this) {
            wanted = !stopped;
        }
        if (wanted) {
            changed.run();
        }
    }

    @Override
    public String host() {
        return route.host();
    }

    @Override
    public void look(long nanos) {
        Mux flown;
        synchronized (this) {
            flown = mux;
        }
        if (flown != null) {
            flown.tick(nanos);
        }
    }

    @Override
    public synchronized boolean flies() {
        return flies;
    }

    /** What is lost does not come back: the next flight does. */
    @Override
    public boolean lost() {
        return false;
    }

    @Override
    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public synchronized Optional<String> hindrance() {
        return Optional.ofNullable(hindrance);
    }

    @Override
    public synchronized Optional<String> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public String frontend() {
        return route.frontend().getAddress().getHostAddress();
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        over("it was stopped");
    }
}
