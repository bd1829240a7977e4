package link.box.nat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A router on loopback that answers each datagram with what its script says: from its own port, or from somewhere else first. */
public final class UdpPeer implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private final Function<byte[], List<byte[]>> script;
    private final DatagramSocket impostor;

    /** @param impostor where answers come from; null: from the router itself */
    private UdpPeer(Function<byte[], List<byte[]>> script, DatagramSocket impostor) throws IOException {
        this.script = script;
        this.impostor = impostor;
        Thread thread = new Thread(this::serve, "scripted router");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param script what to send back for a request; nothing is an answer, too */
    public static UdpPeer answering(Function<byte[], List<byte[]>> script) throws IOException {
        return new UdpPeer(script, null);
    }

    /** As {@link #answering}, but from another address than the router's. */
    public static UdpPeer elsewhere(Function<byte[], List<byte[]>> script) throws IOException {
        return new UdpPeer(script, new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0)));
    }

    /** @return where it listens */
    public int port() {
        return socket.getLocalPort();
    }

    /** @return what was asked so far */
    public List<byte[]> requests() {
        return requests;
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] request = Arrays.copyOf(buffer, packet.getLength());
                requests.add(request);
                for (byte[] answer : script.apply(request)) {
                    (impostor == null ? socket : impostor).send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        if (impostor != null) {
            impostor.close();
        }
    }
}
