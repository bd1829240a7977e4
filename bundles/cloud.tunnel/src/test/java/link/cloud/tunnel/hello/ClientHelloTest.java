package link.cloud.tunnel.hello;

import static link.cloud.tunnel.hello.Hellos.extension;
import static link.cloud.tunnel.hello.Hellos.message;
import static link.cloud.tunnel.hello.Hellos.name;
import static link.cloud.tunnel.hello.Hellos.padding;
import static link.cloud.tunnel.hello.Hellos.records;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
    private static final String NAME = "remote.abc.box.test";

    @Test
    void the_name_of_a_real_clients_hello_is_found_and_its_bytes_are_left_alone() throws Exception {
        byte[] sent = Hellos.real("Remote.ABC.box.test");
        ByteBuffer wire = ByteBuffer.wrap(sent.clone());
        assertEquals(Optional.of(NAME), new ClientHello().read(wire));
        assertEquals(sent.length, wire.remaining());
        assertArrayEquals(sent, wire.array());
    }

    @Test
    void it_may_arrive_byte_by_byte_in_records_of_any_size() throws Exception {
        byte[] message = message(padding(700), name(NAME));
        for (int size : new int[] {1, 2, 3, 4, 5, 100, 16_000}) {
            byte[] wire = records(message, size);
            ClientHello hello = new ClientHello();
            for (int end = 1; end < wire.length; end++) {
                assertEquals(Optional.empty(), hello.read(ByteBuffer.wrap(wire, 0, end)), "records of " + size + ", byte " + end);
            }
            assertEquals(Optional.of(NAME), hello.read(ByteBuffer.wrap(wire)));
        }
    }

    @Test
    void it_may_be_cut_in_two_anywhere_and_be_followed_by_early_data() throws Exception {
        byte[] wire = Arrays.copyOf(Hellos.browser(NAME), 300);
        for (int end = 0; end < wire.length; end++) {
            ClientHello hello = new ClientHello();
            if (hello.read(ByteBuffer.wrap(wire, 0, end)).isEmpty()) {
                assertEquals(Optional.of(NAME), hello.read(ByteBuffer.wrap(wire)), "cut at " + end);
            }
        }
    }

    @Test
    void what_begins_later_in_its_buffer_is_read_there() throws Exception {
        byte[] hello = Hellos.browser(NAME);
        ByteBuffer wire = ByteBuffer.allocate(7 + hello.length).put(new byte[7]).put(hello).flip().position(7);
        assertEquals(Optional.of(NAME), new ClientHello().read(wire));
    }

    @Test
    void grease_and_ech_do_not_matter() throws Exception {
        assertEquals(Optional.of(NAME), new ClientHello().read(ByteBuffer.wrap(Hellos.browser(NAME))));
    }

    @Test
    void a_large_hello_is_read_up_to_the_limit_and_not_beyond() throws Exception {
        int most = ClientHello.LIMIT - Hellos.with(padding(0), name(NAME)).length;
        assertEquals(Optional.of(NAME), new ClientHello().read(ByteBuffer.wrap(Hellos.with(padding(most), name(NAME)))));
        byte[] larger = Hellos.with(padding(most + 1), name(NAME));
        refused(Alert.RECORD_OVERFLOW, Arrays.copyOf(larger, ClientHello.LIMIT));
        refused(Alert.RECORD_OVERFLOW, new byte[] {22, 3, 1, 0, 4, 1, 1, 0, 0});
        refused(Alert.RECORD_OVERFLOW, new byte[] {22, 3, 1, 0x40, 1});
        refused(Alert.RECORD_OVERFLOW, Arrays.copyOf(records(message(padding(8000)), 1), ClientHello.LIMIT));
    }

    @Test
    void without_a_name_it_leads_nowhere() throws Exception {
        refused(Alert.MISSING_EXTENSION, Hellos.real(null));
        refused(Alert.MISSING_EXTENSION, Hellos.with());
        refused(Alert.MISSING_EXTENSION, Hellos.with(padding(8)));
    }

    @Test
    void a_name_that_is_none_is_refused() {
        for (String bad : new String[] {"", ".", "a..b", "a.b.", "-a.b", "a b", "a/b", "ä.b", "a\r\nb", "a\u0000.b", "x".repeat(64),
            "a.".repeat(127) + "a"}) {
            refused(Alert.ILLEGAL_PARAMETER, Hellos.with(name(bad)));
        }
        refused(Alert.ILLEGAL_PARAMETER, Hellos.with(name(NAME), name(NAME)));
        refused(Alert.ILLEGAL_PARAMETER, Hellos.with(extension(0, new byte[] {0, 4, 1, 0, 1, 'a'})));
        refused(Alert.ILLEGAL_PARAMETER, Hellos.with(extension(0, new byte[] {0, 8, 0, 0, 1, 'a', 0, 0, 1, 'b'})));
    }

    @Test
    void lengths_that_do_not_fit_are_refused() {
        refused(Alert.DECODE_ERROR, Hellos.with(extension(0, new byte[0])));
        refused(Alert.DECODE_ERROR, Hellos.with(extension(0, new byte[] {0, 4, 0, 0, 9, 'a'})));
        refused(Alert.DECODE_ERROR, Hellos.with(extension(0, new byte[] {0, 9, 0, 0, 1, 'a'})));
        refused(Alert.DECODE_ERROR, Hellos.with(new byte[] {0}));
        refused(Alert.DECODE_ERROR, new byte[] {22, 3, 1, 0, 4, 1, 0, 0, 0});
        refused(Alert.DECODE_ERROR, new byte[] {22, 3, 1, 0, 0});
        refused(Alert.DECODE_ERROR, new byte[] {22, 9, 1, 0, 4});
    }

    @Test
    void what_is_no_hello_is_refused_by_its_first_bytes() {
        refused(Alert.UNEXPECTED_MESSAGE, new byte[] {23});
        refused(Alert.UNEXPECTED_MESSAGE, new byte[] {22, 3, 1, 0, 4, 2});
        refused(Alert.UNEXPECTED_MESSAGE, new byte[] {22, 3, 1, 0, 1, 1, 21});
    }

    private static void refused(Alert alert, byte[] wire) {
        BadHello bad = assertThrows(BadHello.class, () -> new ClientHello().read(ByteBuffer.wrap(wire)));
        assertEquals(alert, bad.alert(), bad.getMessage());
    }
}
