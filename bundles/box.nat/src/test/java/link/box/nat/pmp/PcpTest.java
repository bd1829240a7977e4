package link.box.nat.pmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import link.box.nat.Loopback;
import link.box.nat.UdpPeer;
import org.junit.jupiter.api.Test;

class PcpTest {
    private static final byte NO_RESOURCES = 8;

    /** As servers answer: the request with the response bit, a result, and the address outside. */
    private static byte[] answer(byte[] request, int result, int... address) {
        byte[] bytes = request.clone();
        bytes[1] |= (byte) 0x80;
        bytes[3] = (byte) result;
        Arrays.fill(bytes, 8, 24, (byte) 0); // epoch, and what is reserved in answers
        for (int i = 0; i < address.length; i++) {
            bytes[56 + i] = (byte) address[i];
        }
        return bytes;
    }

    private static byte[] right(byte[] request) {
        return answer(request, 0, 1, 2, 3, 4);
    }

    private static byte[] changed(byte[] request, int index) {
        byte[] bytes = answer(request, 0, 9, 9, 9, 9);
        bytes[index] ^= 1;
        return bytes;
    }

    private static String told(UnaryOperator<byte[]> script) throws IOException {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(script.apply(request)))) {
            return Loopback.ask(new Pcp(router.port()));
        }
    }

    @Test
    void what_is_asked_can_open_nothing() throws Exception {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(right(request)))) {
            assertEquals("1.2.3.4", Loopback.ask(new Pcp(router.port())));
            ByteBuffer request = ByteBuffer.wrap(router.requests().get(0));
            assertEquals(80, request.capacity());
            assertEquals(2, request.get(0), "the version");
            assertEquals(2, request.get(1), "PEER, not MAP");
            assertEquals(0, request.getInt(4), "no lifetime");
            assertEquals(0x7f000001, request.getInt(20), "the Box's own address");
            assertEquals(17, request.get(36), "UDP");
            assertEquals(0, request.getInt(56), "suggests no address");
            assertEquals(0xc0000201, request.getInt(76), "to a host that does not exist");
        }
    }

    @Test
    void each_question_has_another_nonce() throws Exception {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(right(request)))) {
            Pcp pcp = new Pcp(router.port());
            Loopback.ask(pcp);
            Loopback.ask(pcp);
            assertFalse(Arrays.equals(router.requests().get(0), 24, 36, router.requests().get(1), 24, 36));
        }
    }

    @Test
    void an_address_that_comes_with_a_refusal_is_told_all_the_same() throws Exception {
        assertEquals("1.2.3.4", told(request -> answer(request, NO_RESOURCES, 1, 2, 3, 4)));
    }

    @Test
    void a_refusal_that_repeats_our_zeros_tells_nothing() {
        assertEquals("it refuses with code 8",
                assertThrows(IOException.class, () -> told(request -> answer(request, NO_RESOURCES, 0, 0, 0, 0))).getMessage());
        assertEquals("it refuses with code 4", assertThrows(IOException.class,
                () -> told(request -> Arrays.copyOf(answer(request, 4), 24))).getMessage());
    }

    @Test
    void what_answers_another_question_is_passed_over() throws Exception {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(
                changed(request, 0), changed(request, 1), // version, opcode
                changed(request, 24), changed(request, 35), // nonce
                changed(request, 36), changed(request, 41), // protocol, our port
                changed(request, 61), changed(request, 79), // port and address of the peer
                Arrays.copyOf(answer(request, 0, 9, 9, 9, 9), 76), Arrays.copyOf(answer(request, 0, 9, 9, 9, 9), 81),
                Arrays.copyOf(answer(request, 0, 9, 9, 9, 9), 1104), new byte[0], request, right(request)))) {
            assertEquals("1.2.3.4", Loopback.ask(new Pcp(router.port())));
            assertEquals(1, router.requests().size());
        }
    }

    @Test
    void an_address_of_ipv6_is_none() {
        assertThrows(SocketTimeoutException.class, () -> told(request -> changed(request, 44)));
    }

    @Test
    void an_answer_of_somebody_else_is_not_heard() throws Exception {
        try (UdpPeer router = UdpPeer.elsewhere(request -> List.of(right(request)))) {
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new Pcp(router.port())));
        }
    }
}
