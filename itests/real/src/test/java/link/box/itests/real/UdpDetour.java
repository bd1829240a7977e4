package link.box.itests.real;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A DNS port on loopback that is silent until it is told to lead to a server. */
final class UdpDetour implements AutoCloseable {
    private static final int LONGEST = 4096;
    private final DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private volatile int target;

    UdpDetour() throws IOException {
        Thread thread = new Thread(this::run, "udp detour");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void pass(int port) {
        target = port;
    }

    private void run() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(new byte[LONGEST], LONGEST);
                socket.receive(query);
                if (target > 0) {
                    answer(query);
                }
            } catch (IOException e) {
                continue;
            }
        }
    }

    private void answer(DatagramPacket query) throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(2_000);
            server.send(new DatagramPacket(query.getData(), query.getLength(), InetAddress.getLoopbackAddress(), target));
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            server.receive(answer);
            socket.send(new DatagramPacket(answer.getData(), answer.getLength(), query.getSocketAddress()));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
