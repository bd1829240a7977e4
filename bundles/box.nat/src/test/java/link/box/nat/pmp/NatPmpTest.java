package link.box.nat.pmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import link.box.nat.Loopback;
import link.box.nat.UdpPeer;
import org.junit.jupiter.api.Test;

class NatPmpTest {
    private static final byte[] RIGHT = {0, (byte) 128, 0, 0, 0, 0, 0, 2, 1, 2, 3, 4};

    private static byte[] with(int index, int value) {
        byte[] bytes = RIGHT.clone();
        bytes[index] = (byte) value;
        return bytes;
    }

    private static String told(byte[]... answers) throws IOException {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(answers))) {
            return Loopback.ask(new NatPmp(router.port()));
        }
    }

    private static String refusal(byte[] answer) {
        return assertThrows(IOException.class, () -> told(answer)).getMessage();
    }

    @Test
    void the_address_alone_is_asked_for_and_nothing_is_mapped() throws Exception {
        try (UdpPeer router = UdpPeer.answering(request -> List.of(RIGHT))) {
            assertEquals("1.2.3.4", Loopback.ask(new NatPmp(router.port())));
            assertEquals(1, router.requests().size());
            assertArrayEquals(new byte[] {0, 0}, router.requests().get(0));
        }
    }

    @Test
    void an_epoch_that_begins_anew_is_no_matter_for_who_has_no_mappings() throws Exception {
        assertEquals("1.2.3.4", told(with(7, 0)));
        assertEquals("1.2.3.4", told(with(4, 0xff)));
    }

    @Test
    void a_shared_address_is_told_as_it_is() throws Exception {
        byte[] shared = with(8, 100);
        shared[9] = 64;
        assertEquals("100.64.3.4", told(shared));
    }

    @Test
    void refusals_are_told_at_once() {
        assertEquals("it refuses with code 3", refusal(new byte[] {0, (byte) 128, 0, 3, 0, 0, 0, 2}));
        assertEquals("it speaks PCP only", refusal(new byte[] {2, (byte) 128, 0, 1, 0, 0, 0, 0}));
        assertEquals("it tells 0.0.0.0, so it has no connection", refusal(new byte[] {0, (byte) 128, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0}));
    }

    @Test
    void what_is_no_answer_is_passed_over_until_the_answer_comes() throws Exception {
        assertEquals("1.2.3.4", told(new byte[0], new byte[] {0}, new byte[] {0, (byte) 128, 0, 0, 0, 0, 0, 2, 9, 9, 9}, new byte[1101],
                new byte[4000], with(1, 129), with(1, 0), with(0, 1), new byte[13], RIGHT));
    }

    @Test
    void a_lost_question_is_asked_again() throws Exception {
        List<byte[]> seen = new ArrayList<>();
        try (UdpPeer router = UdpPeer.answering(request -> {
            seen.add(request);
            return seen.size() < 3 ? List.of() : List.of(RIGHT);
        })) {
            assertEquals("1.2.3.4", Loopback.ask(new NatPmp(router.port())));
        }
    }

    @Test
    void an_answer_of_somebody_else_is_not_heard() throws Exception {
        try (UdpPeer router = UdpPeer.elsewhere(request -> List.of(RIGHT))) {
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new NatPmp(router.port())));
            assertEquals(3, router.requests().size());
        }
    }

    @Test
    void a_router_that_talks_without_end_is_left_at_the_deadline() throws Exception {
        try (UdpPeer router = UdpPeer.answering(request -> Collections.nCopies(100, new byte[] {0}))) {
            LongSupplier clock = Loopback.ticking(Duration.ofMillis(100));
            assertThrows(SocketTimeoutException.class, () -> Loopback.ask(new NatPmp(router.port()), clock));
        }
    }

    @Test
    void a_port_that_nobody_listens_at_is_known_at_once() throws Exception {
        int port;
        try (UdpPeer router = UdpPeer.answering(request -> List.of())) {
            port = router.port();
        }
        assertEquals("not offered", assertThrows(IOException.class, () -> Loopback.ask(new NatPmp(port))).getMessage());
    }

    @Test
    void noise_is_never_more_than_an_exception() throws Exception {
        Random random = new Random(6886);
        try (UdpPeer router = UdpPeer.answering(request -> {
            List<byte[]> noise = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                noise.add(bytes);
            }
            return noise;
        })) {
            for (int i = 0; i < 50; i++) {
                assertThrows(IOException.class, () -> Loopback.ask(new NatPmp(router.port()), Loopback.ticking(Duration.ofMillis(200))));
            }
        }
    }
}
