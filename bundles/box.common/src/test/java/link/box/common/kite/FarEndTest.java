package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One end of a tunnel, and what it does with what a far end says that the test plays. */
class FarEndTest {
    private static final Limits LIMITS = new Limits(3, 1 << 16, 1 << 17, Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    private final ArrayByteBufferPool pool = new ArrayByteBufferPool();
    private final ByteArrayEndPoint tunnel = new ByteArrayEndPoint();
    private final List<String> told = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private Mux mux;

    @BeforeEach
    void open() {
        tunnel.setGrowOutput(true);
        mux = new Mux(tunnel, pool, Runnable::run, LIMITS, new MuxListener() {
            @Override
            public void opened(Stream stream, Opening opening) {
                streams.add(stream);
                told.add(opening.toString());
            }

            @Override
            public void control(Head head) {
                told.add("OK: " + head.get("X-PageKite-OK"));
            }

            @Override
            public void ended(String why) {
                told.add(why);
            }
        });
        tunnel.setConnection(mux.connection());
        mux.connection().onOpen();
    }

    @Test
    void a_ping_is_answered_with_its_value() {
        hear("NOOP: 1\r\nPING: 4711\r\n", "");
        assertEquals("17\r\nNOOP: 1\r\nPONG: 4711\r\n\r\n", said());
    }

    @Test
    void an_unknown_stream_is_told_to_be_over_and_its_end_is_not_answered() {
        hear("SID: x\r\n", "data");
        assertEquals("14\r\nSID: x\r\nEOF: 1WR\r\n\r\n", said());
        hear("SID: x\r\nEOF: 1WR\r\n", "");
        hear("NOOP: 1\r\nSID: x\r\nSKB: 5\r\n", "");
        assertEquals("", said());
        assertEquals(List.of(), told);
    }

    @Test
    void a_new_stream_is_told_with_all_that_is_known_of_it() {
        hear("SID: x\r\nProto: https\r\nHost: a.test\r\nPort: 443\r\nRIP: ::ffff:192.0.2.7\r\nRPort: 55\r\n", "hello");
        assertEquals(List.of("Opening[proto=https, host=a.test, port=443, remoteIp=::ffff:192.0.2.7, remotePort=55]"), told);
        assertEquals(1, mux.streams());
        streams.get(0).refuse("nobody");
        assertEquals("14\r\nSID: x\r\nEOF: 1WR\r\n\r\n", said());
        assertEquals(0, mux.streams());
        assertEquals(0, mux.keptInAll().get());
    }

    @Test
    void a_flood_of_new_streams_is_refused_and_the_first_ones_live() {
        for (int i = 10_000; i < 60_000; i++) {
            hear("SID: s" + i + "\r\nProto: https\r\n", "");
            assertEquals(i < 10_003 ? "" : "19\r\nSID: s" + i + "\r\nEOF: 1WR\r\n\r\n", said());
        }
        assertEquals(3, mux.streams());
        assertEquals(3, told.size());
    }

    @Test
    void a_stream_that_gets_more_than_its_socket_takes_ends_and_the_tunnel_lives() {
        hear("SID: x\r\nProto: https\r\n", "");
        hear("SID: y\r\nProto: https\r\n", "");
        hear("SID: x\r\n", "a".repeat(65_537));
        assertEquals(1, mux.streams());
        assertEquals("14\r\nSID: x\r\nEOF: 1WR\r\n\r\n", said());
        assertEquals(0, mux.keptInAll().get());
    }

    @Test
    void when_all_together_get_too_much_the_one_with_the_most_ends() {
        for (String sid : List.of("x", "y", "z")) {
            hear("SID: " + sid + "\r\nProto: https\r\n", "");
        }
        hear("SID: x\r\n", "a".repeat(49_000));
        hear("SID: y\r\n", "a".repeat(60_000));
        hear("SID: z\r\n", "a".repeat(30_000));
        assertEquals("14\r\nSID: y\r\nEOF: 1WR\r\n\r\n", said());
        assertEquals(2, mux.streams());
    }

    @Test
    void single_bytes_take_no_more_memory_than_long_chunks() {
        hear("SID: x\r\nProto: https\r\n", "");
        for (int i = 0; i < 10_000; i++) {
            hear("SID: x\r\n", "a");
        }
        assertEquals(16_384, mux.keptInAll().get());
    }

    @Test
    void words_of_farewell_are_not_for_the_socket() {
        hear("SID: x\r\nProto: https\r\n", "");
        hear("SID: x\r\nEOF: 1R\r\n", "Bye!");
        assertEquals(1, mux.streams());
        assertEquals(0, mux.keptInAll().get());
    }

    @Test
    void verdicts_are_passed_on() {
        hear("NOOP: 1\r\nX-PageKite-OK: https:a.test\r\n", "");
        assertEquals(List.of("OK: https:a.test"), told);
    }

    @Test
    void what_breaks_the_protocol_ends_the_tunnel_with_its_reason() {
        hear("NOOP: 0\r\n", "");
        told.clear();
        tunnel.addInput("zzz\r\n");
        assertEquals(List.of("the far end broke the protocol: a chunk's length that is no hexadecimal number"), told);
    }

    @Test
    void a_chunk_without_stream_and_a_credit_that_is_no_number_end_the_tunnel() {
        hear("Proto: https\r\n", "x");
        assertEquals(List.of("the far end broke the protocol: a chunk that belongs to no stream"), told);
        open();
        told.clear();
        hear("SID: x\r\nProto: https\r\n", "");
        hear("NOOP: 1\r\nSID: x\r\nSKB: -5\r\n", "");
        assertEquals(0, mux.streams());
    }

    @Test
    void a_silent_far_end_is_pinged_and_then_given_up() {
        mux.tick(0);
        tick(20);
        assertEquals("", said());
        tick(21);
        assertEquals("14\r\nNOOP: 1\r\nPING: 1\r\n\r\n", said());
        tick(30);
        assertEquals(List.of(), told);
        tick(31);
        assertEquals(List.of("the far end does not answer"), told);
    }

    @Test
    void a_far_end_that_answers_is_alive() {
        mux.tick(0);
        tick(21);
        hear("NOOP: 1\r\nPONG: 1\r\n", "");
        tick(31);
        tick(51);
        assertEquals(List.of(), told);
        said();
        tick(52);
        assertEquals("14\r\nNOOP: 1\r\nPING: 1\r\n\r\n", said());
    }

    @Test
    void a_stream_that_the_far_end_never_acknowledges_ends_and_another_lives() throws Exception {
        for (String sid : List.of("x", "y")) {
            hear("SID: " + sid + "\r\nProto: https\r\n", "");
        }
        ByteArrayEndPoint stuck = join(streams.get(0));
        join(streams.get(1)).setGrowOutput(true);
        for (int i = 0; i < 20; i++) {
            stuck.addInput("a".repeat(1 << 16));
        }
        mux.tick(0);
        for (int second = 15; second <= 75; second += 15) {
            hear("NOOP: 1\r\nPONG: 1\r\n", "");
            hear("SID: y\r\n", "b");
            tick(second);
        }
        assertEquals(1, mux.streams());
        assertTrue(said().endsWith("SID: x\r\nEOF: 1WR\r\n\r\n"));
        assertEquals(List.of(), told.subList(2, told.size()));
    }

    private static ByteArrayEndPoint join(Stream stream) {
        ByteArrayEndPoint socket = new ByteArrayEndPoint();
        socket.setConnection(stream.connection(socket));
        socket.getConnection().onOpen();
        return socket;
    }

    private void tick(int seconds) {
        mux.tick(Duration.ofSeconds(seconds).toNanos());
    }

    private void hear(String lines, String data) {
        String rest = lines + "\r\n" + data;
        tunnel.addInput(Integer.toHexString(rest.length()) + "\r\n" + rest);
    }

    private String said() {
        return tunnel.takeOutputString(StandardCharsets.US_ASCII);
    }
}
