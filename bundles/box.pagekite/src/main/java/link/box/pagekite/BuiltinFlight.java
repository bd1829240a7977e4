package link.box.pagekite;

import java.io.IOException;
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
final class BuiltinFlight implements Flight, Greeting.Answer, MuxListener {
    private final Route route;
    private final Handshake handshake;
    private final Sockets sockets;
    private final Runnable changed;
    private Greeting greeting;
    private Mux mux;
    private boolean flies;
    private boolean stopped;
    private String session = "";
    private String refusal;
    private String hindrance;
    private String end;

    /**
     * From where to where the kite leads.
     *
     * @param host the kite's name
     * @param frontend where it flies
     * @param box where its streams end
     * @param replaced the session that the frontend may still believe in; empty: none
     */
    record Route(String host, InetSocketAddress frontend, InetSocketAddress box, String replaced) {
    }

    BuiltinFlight(Route route, Handshake handshake, Sockets sockets, Runnable changed) {
        this.route = route;
        this.handshake = handshake;
        this.sockets = sockets;
        this.changed = changed;
    }

    void begin() {
        greet(handshake.request(route.replaced()));
    }

    /** @return what the frontend calls the tunnel; empty if it has not said so */
    synchronized String session() {
        return session;
    }

    private void greet(String request) {
        sockets.connect(route.frontend(), new Joint() {
            @Override
            public Connection join(EndPoint socket) throws IOException {
                return greeting(new Greeting(socket, sockets.executor(), request, BuiltinFlight.this));
            }

            @Override
            public void failed(Throwable why) {
                over("cannot reach the tunnel's frontend " + frontend() + ": " + why.getMessage());
            }
        });
    }

    private synchronized Greeting greeting(Greeting next) throws IOException {
        if (stopped) {
            throw new IOException("the flight is over");
        }
        greeting = next;
        return next;
    }

    @Override
    public void heard(Head head, Greeting here) {
        try {
            if (!head.first().matches("HTTP/1\\.[01] 200( .*)?")) {
                over("the frontend answers \"" + head.first().substring(0, Math.min(60, head.first().length())) + '"');
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
            session = id;
        }
    }

    private void obey(Verdict verdict, Greeting here) {
        switch (verdict.kind()) {
            case ANSWER_ANEW -> {
                forget(here);
                here.close();
                greet(handshake.signedRequest(route.replaced()));
            }
            case ANSWER_HERE -> {
                Mux made = tunnel(here);
                made.say(handshake.answer());
            }
            case FLIES -> {
                tunnel(here);
                take(verdict);
            }
            default -> take(verdict);
        }
    }

    private synchronized void forget(Greeting old) {
        if (greeting == old) {
            greeting = null;
        }
    }

    private Mux tunnel(Greeting here) {
        Mux made = new Mux(here.getEndPoint(), sockets.pool(), sockets.executor(), Limits.ofBox(), this);
        synchronized (this) {
            greeting = null;
            mux = made;
        }
        here.getEndPoint().setIdleTimeout(0);
        here.getEndPoint().upgrade(made.connection());
        return made;
    }

    private void take(Verdict verdict) {
        synchronized (this) {
            flies = verdict.kind() == Verdict.Kind.FLIES && end == null;
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
    public void failed(String why, Greeting here) {
        boolean current;
        synchronized (this) {
            current = greeting == here;
        }
        if (current) {
            over(why);
        }
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

    @Override
    public void opened(Stream stream, Opening opening) {
        if (!flies()) {
            stream.refuse("the kite does not fly");
            return;
        }
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
        Greeting greeted;
        Mux flown;
        synchronized (this) {
            greeted = greeting;
            flown = mux;
            greeting = null;
        }
        if (greeted != null) {
            greeted.close();
        }
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
