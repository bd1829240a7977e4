package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Argon2Test {
    private final Argon2 argon2 = new Argon2();

    @Test
    void p2_a_vector_of_the_reference_implementation_fits() {
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(argon2.fits("password", phc));
        assertFalse(argon2.fits("passwore", phc));
        assertTrue(argon2.outdated(phc));
        assertFalse(argon2.outdated(argon2.hash("password")));
    }

    @Test
    void a_hash_fits_its_password_only_and_is_salted() {
        String hash = argon2.hash("correct horse \u00e4");
        assertTrue(hash.startsWith("$argon2id$v=19$m=12288,t=3,p=1$"), hash);
        assertTrue(argon2.fits("correct horse \u00e4", hash));
        assertFalse(argon2.fits("correct horse a", hash));
        assertNotEquals(hash, argon2.hash("correct horse \u00e4"));
    }

    @Test
    void nobodys_hash_looks_like_any_other_and_fits_nothing() {
        assertTrue(argon2.nobodys().matches("\\$argon2id\\$v=19\\$m=12288,t=3,p=1\\$[^$]{22}\\$[^$]{43}"));
        assertFalse(argon2.fits("", argon2.nobodys()));
    }

    @Test
    void what_is_no_such_hash_is_refused() {
        for (String wrong : new String[] {"", "plain", "$argon2i$v=19$m=12288,t=3,p=1$c29tZXNhbHQ$AAAA",
            "$argon2id$v=19$m=99999999,t=3,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"}) {
            assertThrows(IllegalArgumentException.class, () -> argon2.fits("x", wrong));
        }
    }
}
