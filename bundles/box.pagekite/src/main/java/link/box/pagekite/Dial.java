package link.box.pagekite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import link.box.common.kite.Head;
import link.box.common.kite.Joint;
import link.box.common.kite.Sockets;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Calls a frontend: a connection for each request, with TLS around it if that is wanted. Thread-safe. */
final class Dial {
    private final Sockets sockets;
    private final InetSocketAddress frontend;
    private final Cover cover;
    private final Caller caller;
    private Greeting greeting;
    private boolean over;

    /** Who waits for the answer. */
    interface Caller {
        void heard(Head head, Greeting here);

        /** There will be none. */
        void failed(String why);

        /** There will be none, for a reason that people can do something about. */
        void hindered(Hindrance what);
    }

    /** @param cover null: no TLS around the tunnel */
    Dial(Sockets sockets, InetSocketAddress frontend, Cover cover, Caller caller) {
        this.sockets = sockets;
        this.frontend = frontend;
        this.cover = cover;
        this.caller = caller;
    }

    /** Connects and sends that request; an earlier connection is closed. Returns at once. */
    void call(String request) {
        hangUp();
        sockets.connect(frontend, new Joint() {
            @Override
            public Connection join(EndPoint socket) throws IOException {
                return cover == null ? greet(socket, request, new Plain()) : greet(socket, cover.request(), new Covered(request));
            }

            @Override
            public void failed(Throwable why) {
                caller.failed("cannot reach the tunnel's frontend " + frontend.getAddress().getHostAddress() + ": " + why.getMessage());
            }
        });
    }

    private final class Plain implements Hearing {
        @Override
        public void heard(Head head, Greeting here) {
            caller.heard(head, here);
        }

        @Override
        public void failed(String why) {
            caller.failed(why);
        }
    }

    /** Asks for TLS, then in TLS for what is wanted. How a failed handshake looks further up is chance, so its own word counts. */
    private final class Covered implements Hearing, SslHandshakeListener {
        private final String request;
        private volatile boolean secure;

        Covered(String request) {
            this.request = request;
        }

        @Override
        public void heard(Head head, Greeting here) {
            if (secure) {
                caller.heard(head, here);
                return;
            }
            refusal(head).ifPresentOrElse(why -> caller.hindered(cover.missing().refused(why)), () -> secure(here));
        }

        private void secure(Greeting here) {
            try {
                SslConnection tls = cover.over(here.getEndPoint(), sockets);
                tls.addHandshakeListener(this);
                tls.getSslEndPoint().setConnection(greet(tls.getSslEndPoint(), request, this));
                here.getEndPoint().upgrade(tls);
            } catch (IOException e) {
                here.close();
            }
        }

        @Override
        public void failed(String why) {
            if (secure) {
                caller.failed(why);
            } else {
                caller.hindered(cover.missing().ended());
            }
        }

        @Override
        public void handshakeSucceeded(Event event) {
            secure = true;
        }

        @Override
        public void handshakeFailed(Event event, Throwable failure) {
            boolean saysNo = event.getSSLEngine().isOutboundDone(); // an alert ends our side, too; a connection that ends does not
            caller.hindered(cover.missing().failed(failure, saysNo));
        }
    }

    /** @return what is wrong with an answer, as to HTTP */
    static Optional<String> refusal(Head head) {
        return head.first().matches("HTTP/1\\.[01] 200( .*)?") ? Optional.empty()
                : Optional.of("the frontend answers \"" + head.first().substring(0, Math.min(60, head.first().length())) + '"');
    }

    private interface Hearing {
        void heard(Head head, Greeting here);

        void failed(String why);
    }

    private synchronized Greeting greet(EndPoint socket, String request, Hearing hearing) throws IOException {
        if (over) {
            throw new IOException("nobody waits any more");
        }
        greeting = new Greeting(socket, sockets.executor(), request, new Greeting.Answer() {
            @Override
            public void heard(Head head, Greeting here) {
                hearing.heard(head, here);
            }

            @Override
            public void failed(String why, Greeting here) {
                if (isCurrent(here)) {
                    hearing.failed(why);
                }
            }
        });
        return greeting;
    }

    private synchronized boolean isCurrent(Greeting one) {
        return greeting == one;
    }

    /** The last connection is in other hands now. */
    synchronized void handOver() {
        greeting = null;
    }

    /** Ends what is under way, for good. */
    void close() {
        synchronized (this) {
            over = true;
        }
        hangUp();
    }

    private void hangUp() {
        Greeting old;
        synchronized (this) {
            old = greeting;
            greeting = null;
        }
        if (old != null) {
            old.close();
        }
    }
}
