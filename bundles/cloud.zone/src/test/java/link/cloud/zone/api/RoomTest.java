package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import link.box.common.http.Reply;
import link.box.common.net.Source;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much an id, a source and all together may take. */
class RoomTest {
    private static final int ROOM = 40_000;

    @TempDir
    Path directory;
    private final AtomicLong nanos = new AtomicLong();
    private ZoneStore store;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private ZoneApi api(int idsPerSource, int idsMax) {
        return new ZoneApi("box.test", store, new Limits(Set.of(), Set.of(), Optional.empty(), idsPerSource, idsMax, ROOM, 30, 3600), nanos::get);
    }

    @Test
    void values_sets_and_names_are_limited() {
        Client box = new Client(api(9, 9), "box");
        assertEquals(400, box.patch(box.set("", "A", 60, addresses(9))).status());
        assertEquals(400, box.patch(box.set("", "A", 60, "10.0.0.1"), box.set("", "A", 60, "10.0.0.2")).status());
        assertEquals(507, box.patch(names(box, 33)).status());
        assertEquals(200, box.patch(names(box, 32)).status());
        assertEquals(507, box.patch(box.set("x.", "A", 60, "10.0.0.1")).status());
        assertEquals(200, box.patch(box.set("n0.", "A", 60), box.set("x.", "A", 60, "10.0.0.1")).status());
        assertEquals(400, box.patch(names(box, 65)).status());
    }

    @Test
    void two_names_may_have_texts() {
        Client box = new Client(api(9, 9), "box");
        assertEquals(200, box.patch(box.set("_acme-challenge.", "TXT", 60, texts())).status());
        assertEquals(200, box.patch(box.set("a._acme-challenge.", "TXT", 60, texts())).status());
        Reply refused = box.patch(box.set("b._acme-challenge.", "TXT", 60, "x"));
        assertEquals(507, refused.status());
        assertTrue(refused.text().contains("2 names with TXT"), refused.text());
    }

    /** What box.address, box.rebind, box.pagekite and box.acme keep at most, with addresses as long as they get. */
    @Test
    void all_names_of_a_box_with_both_families_fit() {
        Client box = new Client(api(9, 9), "box");
        List<String> sets = new ArrayList<>(List.of(box.set("_acme-challenge.", "TXT", 60, "x".repeat(43), "y".repeat(43)),
                box.set("remote.", "A", 60, "10.0.0.9")));
        for (String test : List.of("c-0123456789abcdef.", "k-0123456789abcdef.", "p-0123456789abcdef.")) {
            sets.add(box.set(test, "A", 60, "192.168.100.100"));
        }
        List<String> labels = new ArrayList<>(List.of("", "local.", "a.", "b.", "c.", "d."));
        for (int i = 0; i < 7; i++) {
            labels.add("192-168-100-10" + i + "-fd12-3456-789a-bcde-f123-4567-89ab-cde" + i + ".");
        }
        for (String label : labels) {
            sets.add(box.set(label, "A", 60, "192.168.100.100"));
            sets.add(box.set(label, "AAAA", 60, "fd12:3456:789a:bcde:f123:4567:89ab:cdef"));
        }
        assertEquals(200, box.patch(sets.toArray(String[]::new)).status());
    }

    @Test
    void an_id_has_eight_kilobytes_for_all() {
        Client box = new Client(api(9, 9), "box");
        String[] many = IntStream.range(0, 30).mapToObj(i -> box.set("n" + i + ".", "A", 60, addresses(8))).toArray(String[]::new);
        Reply refused = box.patch(many);
        assertEquals(507, refused.status());
        assertTrue(refused.text().contains("8192 bytes"), refused.text());
        assertEquals(0, store.ids());
    }

    @Test
    void a_full_zone_takes_no_more_but_lets_go_and_change() {
        ZoneApi api = api(99, 99);
        int taken = 0;
        while (big(new Client(api, "box" + taken)).status() == 200) {
            taken++;
        }
        assertEquals(507, big(new Client(api, "last")).status());
        assertTrue(taken >= 4 && store.bytes() <= ROOM, taken + " ids, " + store.bytes() + " bytes");
        Client first = new Client(api, "box0");
        assertEquals(200, first.patch(first.set("_acme-challenge.", "TXT", 60, "y")).status());
        assertEquals(200, new Client(api, "small").patch(new Client(api, "small").set("", "A", 60, "10.0.0.1")).status());
    }

    @Test
    void a_zone_that_is_too_large_at_the_start_is_served_and_shrinks() throws IOException {
        List<RecordSet> sets = IntStream.range(0, 40).mapToObj(i -> new RecordSet(i + "._acme-challenge", RecordType.TXT, 60,
                List.of(texts()))).toList();
        Client box = new Client(api(9, 9), "box");
        store.apply(box.sha256, now -> Changes.of(sets));
        long before = store.bytes();
        store.close();
        store = new ZoneStore(directory);
        assertTrue(store.bytes() > ROOM);
        assertEquals(before, store.bytes());
        Client again = new Client(api(9, 9), "box");
        assertEquals(40, store.find(again.sha256).sets().size());
        assertEquals(507, again.patch(again.set("", "A", 60, "10.0.0.1")).status());
        assertEquals(200, again.patch(again.set("1._acme-challenge.", "TXT", 60)).status());
        assertTrue(store.bytes() < before);
    }

    @Test
    void what_goes_leaves_no_bytes_behind() {
        Client box = new Client(api(9, 9), "box");
        box.patch(box.set("a.", "A", 60, addresses(8)), box.set("", "A", 60, "10.0.0.1"));
        box.patch(box.set("a.", "A", 60, "10.0.0.1"));
        box.patch(box.set("a.", "A", 60), box.set("", "A", 60));
        assertEquals(0, store.bytes());
    }

    @Test
    void new_ids_are_limited_for_each_source_and_hour() {
        ZoneApi api = api(2, 3);
        assertEquals(200, arrive(api, "one", "203.0.113.7").status());
        assertEquals(200, arrive(api, "two", "203.0.113.7").status());
        Reply refused = arrive(api, "three", "203.0.113.7");
        assertEquals(429, refused.status());
        assertEquals("3600", refused.headers().get("Retry-After"));
        assertEquals(200, arrive(api, "one", "203.0.113.7").status());
        assertEquals(200, arrive(api, "three", "2001:db8::1").status());
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(507, arrive(api, "four", "203.0.113.7").status());
    }

    @Test
    void a_site_with_many_ipv6_networks_has_four_times_as_many() {
        ZoneApi api = api(2, 99);
        for (int i = 0; i < 8; i++) {
            assertEquals(200, arrive(api, "box" + i, "2001:db8:1:" + i + "::1").status());
        }
        assertEquals(429, arrive(api, "ninth", "2001:db8:1:9::1").status());
        assertEquals(200, arrive(api, "elsewhere", "2001:db8:2:9::1").status());
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(200, arrive(api, "ninth", "2001:db8:1:9::1").status());
    }

    private static Reply arrive(ZoneApi api, String name, String address) {
        Client box = new Client(api, name, Source.of(address));
        return box.patch(box.set("", "A", 60, "10.0.0.1"));
    }

    private static Reply big(Client box) {
        return box.patch(box.set("_acme-challenge.", "TXT", 60, texts()), box.set("a._acme-challenge.", "TXT", 60, texts()));
    }

    private static String[] texts() {
        return IntStream.range(0, 8).mapToObj(i -> String.valueOf(i).repeat(255)).toArray(String[]::new);
    }

    private static String[] addresses(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "10.0.0." + i).toArray(String[]::new);
    }

    private static String[] names(Client box, int count) {
        return IntStream.range(0, count).mapToObj(i -> box.set("n" + i + ".", "A", 60, "10.0.0.1")).toArray(String[]::new);
    }
}
