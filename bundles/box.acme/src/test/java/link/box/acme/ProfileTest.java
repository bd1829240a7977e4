package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which kind of certificate is ordered. */
class ProfileTest extends OnStub {
    @Test
    void a_profile_that_the_ca_offers_is_ordered() {
        rig.settings.put("profile", "shortlived");
        rig.start().issue(1);
        assertEquals("shortlived", rig.ca.issued().get(0).profile());
    }

    @Test
    void one_that_it_does_not_offer_gives_the_default() {
        rig.settings.put("profile", "eternal");
        rig.start().issue(1);
        assertEquals("classic", rig.ca.issued().get(0).profile());
    }

    @Test
    void without_a_wish_the_default_is_ordered() {
        rig.start().issue(1);
        assertEquals("classic", rig.ca.issued().get(0).profile());
    }
}
