package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    /** From all over the alphabet, so that a list that was cut anywhere, or to short words, lets some through. */
    private static final String COMMONEST = """
            0123456789 1234567890 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc 147258369a alexander1 australia1
            baseball12 basketball bigdaddy12 butterfly1 california challenger charlotte1 chevrolet1 chocolate1 christina1
            christopher cinderella cocacola12 dragon1234 elizabeth1 enterprise evangelion everything fiorentina football12
            friendship girlfriend greenday12 helicopter iloveyou12 iloveyou123 jennifer12 kristopher letmein123 liverpool1
            london1234 manchester mastermind mercedes12 metallica1 millennium monkey1234 motherlode newcastle1 password12
            password123 passw0rd12 playstation pokemon123 princess12 qazwsxedcrfv qwerty12345 qwertyuiop qwertyuiop123
            revolution saturday12 scoobydoo1 skateboard spiderman1 starwars12 strawberry sunshine12 superman12 terminator
            thunderbird trustno1trustno1 underground undertaker vanessa123 volleyball washington watermelon welcome123
            westham123 whatever12 wolverine1 yellow1234 zaq12wsxcde3 zxcvbnm123
            """;

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
    void p1_of_the_commonest_that_are_long_enough_none_is_good() {
        assertEquals(List.of(), Stream.of(COMMONEST.split("\\s+")).filter(each -> PasswordRules.good(each, "ann@example.com")).toList());
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
