package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ten chars!", "correct horse battery", "12345 98765",
        "\u00e4\u00f6\u00fc\u00e4\u00f6\u00fc\u00e4\u00f6\u00fc\u00e4",
        "annabelle is 7", "boxing gloves"})
    void long_ones_are_good(String password) {
        assertTrue(PasswordRules.good(password, "annabel.lee@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nine char",
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
        "annabel.lee", "Annabel.Lee123", "12annabel.lee34",
        "theboxthebox", "boxboxboxbox1", "FxBox-FxBox",
        "password12", "Sunshine2024!", "1234567890", "qwertyuiop", "0987654321", "footballfootball", "          ", "abcdefghijkl",
        "1q2w3e4r5t"})
    void p1_short_ones_and_those_that_everybody_would_try_are_not(String password) {
        assertFalse(PasswordRules.good(password, "annabel.lee@example.com"));
    }

    @Test
    void an_address_is_no_password_however_long_its_domain() {
        assertFalse(PasswordRules.good("Ann@university.example", "ann@university.example"));
    }

    @Test
    void p1_there_is_an_end_to_it() {
        assertTrue(PasswordRules.good("xyzw".repeat(32), "a@b"));
        assertFalse(PasswordRules.good("xyzw".repeat(32) + "x", "a@b"));
        assertTrue(PasswordRules.tooLong("x".repeat(1 << 20)));
    }

    @Test
    void composed_and_decomposed_letters_are_the_same() {
        assertEquals(PasswordRules.normal("\u00e4"), PasswordRules.normal("a\u0308"));
    }
}
