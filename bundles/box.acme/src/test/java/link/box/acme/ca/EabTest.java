package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EabTest {
    private static final String SECRET = "c2VjcmV0LXZhbHVl";

    @TempDir
    Path folder;

    @Test
    void identifier_and_key_are_read() throws Exception {
        assertEquals(new Eab("kid-1", SECRET), Eab.read(file("{\"kid\":\"kid-1\",\"hmac\":\"" + SECRET + "\"}", "rw-------")));
    }

    @Test
    void the_key_is_never_shown() {
        assertFalse(new Eab("kid-1", SECRET).toString().contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--"})
    void a_file_that_others_can_read_is_refused(String mode) {
        assertTrue(refused("{\"kid\":\"kid-1\",\"hmac\":\"" + SECRET + "\"}", mode).contains("others can read it; make it 0600"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kid\":\"kid-1\"}", "{\"hmac\":\"" + SECRET + "\"}", "{}"})
    void one_that_is_not_whole_says_what_it_lacks(String text) {
        assertTrue(refused(text, "rw-------").endsWith("it lacks kid or hmac"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kid-1:" + SECRET, "[\"kid-1\",\"" + SECRET + "\"]", "{\"kid\":1,\"hmac\":\"" + SECRET + "\"}"})
    void another_form_is_said_without_its_secret(String text) {
        String why = refused(text, "rw-------");
        assertTrue(why.startsWith("the external account binding in ") && !why.contains(SECRET), why);
    }

    @Test
    void a_file_without_end_is_not_read() {
        assertTrue(refused(" ".repeat(5000), "rw-------").contains("is larger than 4096 bytes"));
    }

    @Test
    void a_file_that_is_missing_is_said() {
        Path path = folder.resolve("none.json");
        IOException e = assertThrows(IOException.class, () -> Eab.read(path.toString()));
        assertEquals("the external account binding in " + path + " cannot be used: there is no " + path, e.getMessage());
    }

    private String refused(String text, String mode) {
        return assertThrows(IOException.class, () -> Eab.read(file(text, mode))).getMessage();
    }

    private String file(String text, String mode) throws IOException {
        Path path = Files.writeString(folder.resolve("eab.json"), text);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode)).toString();
    }
}
