package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Chains of a real CA: long ones, and several to choose from. */
class ChainTest extends OnPebble {
    @Test
    void a_long_chain_comes_whole() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of("PEBBLE_CHAIN_LENGTH", "3")).start().issue(1);
        assertEquals(4, rig.store.last().chain().size());
    }

    @Test
    void of_several_the_default_is_taken() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of("PEBBLE_ALTERNATE_ROOTS", "2")).start().issue(1);
        assertTrue(leadsTo(rig.pebble.root(0)));
    }

    @Test
    void of_several_the_one_to_the_preferred_issuer_is_taken() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of("PEBBLE_ALTERNATE_ROOTS", "2"));
        rig.settings.put("issuer", rig.pebble.root(2));
        rig.start().issue(1);
        assertTrue(leadsTo(rig.pebble.root(2)));
    }

    private boolean leadsTo(String root) {
        return rig.store.last().chain().stream().anyMatch(each -> each.getIssuerX500Principal().getName().equals("CN=" + root));
    }
}
