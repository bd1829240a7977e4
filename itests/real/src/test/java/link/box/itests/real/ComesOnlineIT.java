package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import link.box.lab.ElevenSteps;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Step;
import org.junit.jupiter.api.Test;

/** From plugged in to logged in, under conditions that are not the best. */
class ComesOnlineIT {
    @Test
    void a_Box_comes_online_although_the_CA_rejects_forty_of_a_hundred_nonces() throws Exception {
        comesOnline("nonces", LabOptions.usual().rejecting(40));
    }

    @Test
    void a_Box_comes_online_with_an_id_as_fxbox_servers_check_it() throws Exception {
        String identity = comesOnline("sha1", LabOptions.usual().form("sha1"));
        assertTrue(identity.matches("[0-9a-f]{40} is the SHA-1 .*"), identity);
    }

    @Test
    void a_Box_comes_online_when_the_CA_asks_through_a_caching_resolver() throws Exception {
        comesOnline("caching", LabOptions.usual().cached());
    }

    /** @return what was seen of the identity */
    private static String comesOnline(String name, LabOptions options) throws Exception {
        try (Lab lab = Labs.start(name, options)) {
            ElevenSteps eleven = new ElevenSteps(lab, System.out);
            eleven.comeOnline();
            eleven.logIn();
            List<Step> missed = eleven.steps().stream().filter(step -> !step.ok()).toList();
            assertEquals(List.of(), missed);
            assertEquals(11, eleven.steps().size());
            Labs.say("%s: %s", name, eleven.json());
            return eleven.steps().get(0).detail();
        }
    }
}
