package link.box.discover;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Asks once, on all networks at hand, which Boxes are there (RFC 6762, section 5.1: a one-shot question from a port of our own). So it
 * announces nothing, and needs no mDNS program on this machine. Blocks.
 */
final class Question {
    static final Name BOXES = Name.fromConstantString("_box._tcp.local.");
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.251", 5353);
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 64;
    private static final int MOST_DATAGRAMS = 512;
    private static final int MOST_INTERFACES = 16;

    private final int id = new SecureRandom().nextInt(1 << 16);
    private final Set<Claim> claims = new LinkedHashSet<>();
    private int datagrams;

    /**
     * @param time how long to wait for answers
     * @return at most 64 claims, the first come first
     * @throws IOException this machine is on no network that could be asked
     */
    List<Claim> ask(Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            for (NetworkInterface each : interfaces()) {
                open(each).register(selector, SelectionKey.OP_READ);
            }
            if (selector.keys().isEmpty()) {
                throw new IOException("this machine is on no network that could be asked: "
                        + "no interface is up with an IPv4 address and multicast");
            }
            try {
                listen(selector, System.nanoTime() + time.toNanos());
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
            return List.copyOf(claims);
        }
    }

    private void listen(Selector selector, long end) throws IOException {
        long next = System.nanoTime();
        for (long now = next; now < end && claims.size() < MOST && datagrams < MOST_DATAGRAMS; now = System.nanoTime()) {
            if (now >= next) {
                send(selector);
                next = now + AGAIN;
            }
            selector.select(Math.max(1, (Math.min(next, end) - now) / 1_000_000));
            for (SelectionKey key : selector.selectedKeys()) {
                receive((DatagramChannel) key.channel());
            }
            selector.selectedKeys().clear();
        }
    }

    private void send(Selector selector) throws IOException {
        Message question = Message.newQuery(Record.newRecord(BOXES, Type.PTR, DClass.IN));
        question.getHeader().setID(id);
        question.getHeader().unsetFlag(Flags.RD);
        byte[] bytes = question.toWire();
        for (SelectionKey key : selector.keys()) {
            try {
                ((DatagramChannel) key.channel()).send(ByteBuffer.wrap(bytes), GROUP);
            } catch (SocketException e) {
                System.err.println("one network cannot be asked: " + e.getMessage());
            }
        }
    }

    private void receive(DatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(9000);
        InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
        if (sender != null) {
            datagrams++;
            Answer.read(Arrays.copyOf(buffer.array(), buffer.position()), sender.getAddress(), id).stream()
                    .limit(MOST - claims.size()).forEach(claims::add);
        }
    }

    private static DatagramChannel open(NetworkInterface network) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
        channel.configureBlocking(false);
        InetAddress own = network.inetAddresses().filter(Inet4Address.class::isInstance).findFirst().orElseThrow();
        return channel.bind(new InetSocketAddress(own, 0));
    }

    private static List<NetworkInterface> interfaces() throws SocketException {
        return NetworkInterface.networkInterfaces().filter(Question::usable).limit(MOST_INTERFACES).toList();
    }

    private static boolean usable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && network.supportsMulticast()
                    && network.inetAddresses().anyMatch(Inet4Address.class::isInstance);
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }
}
