package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The challenge has to be seen everywhere before a real CA looks. */
class ChallengeTest extends OnPebble {
    @Test
    void a_value_that_does_not_show_is_said_with_what_each_server_answered() throws Exception {
        rig();
        try (ZoneServer stale = new ZoneServer(Map.of(Rig.CHALLENGE, List.of("old")))) {
            rig.settings.put("nameservers", rig.dns.address() + "," + stale.address());
            String why = rig.start().fail();
            assertTrue(why.contains("did not show within 1 s") && why.contains(stale.address() + " answered [old]"), why);
            assertFalse(why.contains(rig.dns.address()), why);
        }
        assertEquals(List.of(), rig.store.stored);
    }

    @Test
    void a_server_that_is_silent_is_said_too() throws Exception {
        rig();
        rig.dns.close();
        String why = rig.start().fail();
        assertTrue(why.contains(rig.dns.address() + " did not answer"), why);
    }

    @Test
    void one_of_two_servers_that_stays_silent_is_left_aside_at_last() throws Exception {
        rig();
        ZoneServer silent = new ZoneServer(Map.of());
        silent.close();
        rig.settings.put("nameservers", rig.dns.address() + "," + silent.address());
        rig.start().issue(1);
    }

    @Test
    void the_ca_is_asked_only_after_the_margin() throws Exception {
        rig();
        rig.settings.put("txt_margin", 2);
        long start = System.nanoTime();
        rig.start().issue(1);
        assertTrue(System.nanoTime() - start > 2_000_000_000L);
    }

    @Test
    void what_the_ca_cannot_verify_is_said_in_its_words_and_counted() throws Exception {
        rig = new Rig(folder, Rig.V2);
        try (ZoneServer empty = new ZoneServer(Map.of())) {
            rig.pebble(Map.of(), Pebble.Options.USUAL, empty.address());
            String why = rig.start().fail();
            assertTrue(why.contains("could not verify ") && why.contains("abc.box.test"), why);
            assertTrue(why.contains("urn:ietf:params:acme:error:unauthorized"), why);
            assertEquals(Map.of(), rig.zone.records(), "the values are removed");
            assertEquals(1, rig.plan().attempts().size());
        }
    }

    private Rig rig() throws Exception {
        rig = new Rig(folder, Rig.V2);
        return rig.pebble(Map.of());
    }
}
