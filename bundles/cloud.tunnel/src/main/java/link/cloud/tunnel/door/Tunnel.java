package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import link.box.common.kite.Features;
import link.box.common.kite.Head;
import link.box.common.kite.Malformed;
import link.box.common.kite.Mux;
import link.box.common.kite.MuxListener;
import link.box.common.kite.Opening;
import link.box.common.kite.Signature;
import link.box.common.kite.Stream;
import link.box.common.net.Source;
import link.cloud.tunnel.kite.Holder;
import link.cloud.tunnel.kite.Kite;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of a Box, from its first request on. Thread-safe, does not block. */
final class Tunnel implements Holder, MuxListener {
    /** More than a Box has names for, with a second try for each. */
    static final int MOST_REQUESTS = 32;
    /** Signatures that turn out wrong: an honest Box has one secret. */
    static final int MOST_GUESSES = 4;
    /** How long a tunnel may be without any kite. */
    private static final Duration UNUSED = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 100;
    private static final String FEATURES = "X-PageKite-Features: " + Features.ADD_KITES + "\r\nX-PageKite-Features: "
            + Features.BOX_TUNNEL + "\r\n";
    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final House house;
    private final EndPoint endPoint;
    private final Source source;
    private final Mux mux;
    private final String session = Signature.salt();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger guesses = new AtomicInteger();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final long begun;
    private volatile boolean ended;
    private volatile boolean flies;
    private volatile boolean moves;
    /** Said with the first request; the answer to a challenge comes without it. */
    private volatile String replaces = "";
    private boolean addsKites;

    Tunnel(House house, EndPoint endPoint) {
        this.house = house;
        this.endPoint = endPoint;
        this.source = Source.of(((InetSocketAddress) endPoint.getRemoteSocketAddress()).getAddress());
        this.begun = house.nanos();
        this.mux = new Mux(endPoint, house.pool(), house.executor(), house.limits(), this);
    }

    /** @return the whole answer to its first request; fails if that cannot be understood */
    CompletionStage<ByteBuffer> receive(Head request) {
        addsKites = request.all("X-PageKite-Features").contains(Features.ADD_KITES);
        try {
            return admit(request).thenApply(lines -> Http.ascii("HTTP/1.1 200 OK\r\n" + FEATURES
                    + "X-PageKite-Protos: http, https\r\nX-PageKite-Ports: 80, 443\r\n" + lines + "\r\n"));
        } catch (Malformed e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** @return whether there is something to wait for after the answer: kites, or requests for some */
    boolean stays() {
        return !ended && (flies || addsKites);
    }

    /** @return what the Box's connection becomes once it has its answer */
    Connection connection() {
        return mux.connection();
    }

    /** The answer is sent: streams may be opened. */
    void ready() {
        ready.complete(true);
    }

    /** Calls one of them, as soon as it is clear which. */
    void whenReady(Consumer<Tunnel> then, Runnable ifGone) {
        ready.thenAccept(is -> {
            if (is) {
                then.accept(this);
            } else {
                ifGone.run();
            }
        });
    }

    /**
     * @return what the visitor's connection is to become
     * @throws IOException there are too many streams, or the tunnel has ended
     */
    Connection open(Kite kite, EndPoint visitor) throws IOException {
        InetSocketAddress from = (InetSocketAddress) visitor.getRemoteSocketAddress();
        Connection stream = mux.open(new Opening(kite.protocol(), kite.host(), "443", from.getAddress().getHostAddress(),
                Integer.toString(from.getPort())), visitor);
        house.counts().stream();
        return stream;
    }

    /**
     * One of its kites is in the air: from now on it is a Box's.
     *
     * @return false if all places of Boxes are taken; then it has ended
     */
    boolean flies() {
        if (!house.flies(this)) {
            end("there are too many tunnels");
            return false;
        }
        flies = true;
        house.decided(endPoint);
        return true;
    }

    /** Tells the Box that it is over here in so long; those that cannot read that leave it unread. */
    void leave(Duration end) {
        ready.thenAccept(is -> {
            if (is) {
                mux.say(Features.LEAVES + ": " + end.toSeconds() + "\r\n");
            }
        });
    }

    /** @return whether nobody would miss it: it has no streams, and its Box does not say that it needs it until it is known elsewhere */
    boolean isIdle() {
        return !moves && streams() == 0;
    }

    /** @return where its Box is */
    Source source() {
        return source;
    }

    /** @return whether another signature of it is looked at */
    boolean mayGuess() {
        return guesses.get() < MOST_GUESSES;
    }

    /** One was wrong. */
    void guessed() {
        guesses.incrementAndGet();
    }

    /** @return how many streams it carries */
    int streams() {
        return mux.streams();
    }

    /** @return bytes that wait for its visitors */
    long kept() {
        return mux.kept();
    }

    /** To be called every second. */
    void tick(long nanos) {
        mux.tick(nanos);
        if (!flies && nanos - begun > UNUSED.toNanos()) {
            end("it flies no kite");
        }
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public CompletionStage<Boolean> answers() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        if (ready.isDone()) {
            long before = mux.received();
            mux.say("PING: " + before + "\r\n");
            listen(before, house.nanos() + ANSWER.toNanos(), answer);
        } else {
            answer.complete(true); // it has only just come
        }
        return answer;
    }

    @Override
    public boolean isOpen() {
        return !ended;
    }

    @Override
    public void end(String reason) {
        mux.close(reason);
    }

    @Override
    public void opened(Stream stream, Opening opening) {
        stream.refuse("a Box opens no streams");
    }

    @Override
    public void control(Head head) {
        moves |= head.get(Features.MOVES) != null;
        if (head.get(Features.LANDS) != null) {
            house.landed(this);
        }
        try {
            if (head.get("X-PageKite") != null) {
                admit(head).thenAccept(mux::say);
            }
        } catch (Malformed e) {
            end(e.getMessage());
        }
    }

    @Override
    public void ended(String why) {
        ended = true;
        ready.complete(false);
        house.decided(endPoint);
        house.gone(this);
        LOG.debug("a tunnel is over: {}", why);
    }

    private CompletionStage<String> admit(Head head) throws Malformed {
        List<String> asked = head.all("X-PageKite");
        if (requests.addAndGet(asked.size()) > MOST_REQUESTS) {
            throw new Malformed("more than " + MOST_REQUESTS + " requests for kites");
        }
        String named = head.get("X-PageKite-Replace");
        replaces = named == null ? replaces : named;
        return house.admission().admit(asked, this, replaces)
                .thenApply(lines -> lines + "X-PageKite-SessionID: " + session + "\r\n");
    }

    private void listen(long before, long until, CompletableFuture<Boolean> answer) {
        if (ended || mux.received() != before) {
            answer.complete(!ended);
        } else if (house.nanos() - until > 0) {
            answer.complete(false);
        } else {
            house.scheduler().schedule(() -> listen(before, until, answer), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
