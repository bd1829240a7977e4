package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.kite.Head;
import link.box.common.kite.Joint;
import link.box.common.kite.KiteRequest;
import link.box.common.kite.Limits;
import link.box.common.kite.Mux;
import link.box.common.kite.MuxListener;
import link.box.common.kite.Opening;
import link.box.common.kite.Signature;
import link.box.common.kite.Sockets;
import link.box.common.kite.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** A Box's end of a tunnel: flies a kite with the two-connection handshake and leads its streams to a local port. */
final class TestBox implements AutoCloseable, MuxListener {
    private static final Pattern SALT = Pattern.compile("X-PageKite-SignThis: ([^\r]*):([0-9a-f]{36})\r\n");
    private static final Pattern SESSION = Pattern.compile("X-PageKite-SessionID: ([0-9a-f]+)\r\n");

    final List<Opening> openings = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();
    final String answer;
    private final Sockets sockets = new Sockets("test", 1, Duration.ofSeconds(5), 1 << 23);
    private final int local;
    private Mux mux;

    TestBox(int frontend, int local, String host) throws Exception {
        this.local = local;
        KiteRequest signed = challenge(frontend, "https", host).answered();
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), frontend));
        channel.write(StandardCharsets.US_ASCII.encode(request("X-PageKite: " + signed + "\r\n")));
        answer = head(channel);
        fly(channel);
    }

    /** What a frontend has asked to be signed. */
    record Challenge(KiteRequest asked, String salt) {
        KiteRequest answered() {
            return asked.answer(salt, Frontend.SECRET);
        }
    }

    static String request(String lines) {
        return "CONNECT PageKite:1 HTTP/1.0\r\nX-PageKite-Version: 1\r\n" + lines + "\r\n";
    }

    static Challenge challenge(int frontend, String proto, String host) throws IOException {
        KiteRequest asked = new KiteRequest(proto, host, Signature.salt(), "", "");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), frontend)) {
            socket.setSoTimeout(20_000);
            String head = Frontend.ask(socket, request("X-PageKite: " + asked + "\r\n"));
            Matcher found = SALT.matcher(head);
            if (!found.find()) {
                throw new IOException(head);
            }
            return new Challenge(asked, found.group(2));
        }
    }

    String session() {
        Matcher found = SESSION.matcher(answer);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public void opened(Stream stream, Opening opening) {
        openings.add(opening);
        sockets.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), local), new Joint() {
            @Override
            public Connection join(EndPoint socket) {
                return stream.connection(socket);
            }

            @Override
            public void failed(Throwable why) {
                stream.refuse(why.toString());
            }
        });
    }

    @Override
    public void control(Head head) {
        told.addAll(head.all("X-Box-Leaves"));
    }

    void say(String lines) {
        mux.say(lines);
    }

    @Override
    public void ended(String why) {
        ended.complete(why);
    }

    @Override
    public void close() {
        mux.close("the test is over");
        sockets.close();
    }

    private void fly(SocketChannel channel) throws Exception {
        CompletableFuture<Mux> made = new CompletableFuture<>();
        sockets.accept(channel, new Joint() {
            @Override
            public Connection join(EndPoint socket) {
                Mux next = new Mux(socket, sockets.pool(), sockets.executor(), Limits.ofBox(), TestBox.this);
                made.complete(next);
                return next.connection();
            }

            @Override
            public void failed(Throwable why) {
                made.completeExceptionally(why);
            }
        });
        mux = made.get();
    }

    private static String head(SocketChannel channel) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0 && channel.read(one) > 0) {
            head.append((char) one.flip().get());
            one.clear();
        }
        return head.toString();
    }
}
