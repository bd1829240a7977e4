package link.box.acme.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFileTest {
    private static final String CA = "https://ca.test/dir";

    @TempDir
    Path folder;

    @Test
    void a_key_is_made_once_and_kept() throws Exception {
        PublicKey made = file().get().key().getPublic();
        assertEquals(made, file().get().key().getPublic());
        assertEquals(Optional.empty(), file().get().url());
    }

    @Test
    void where_the_ca_has_it_is_kept_too() throws Exception {
        file().registered(file().get().key(), "https://ca.test/account/1");
        assertEquals(Optional.of("https://ca.test/account/1"), file().get().url());
    }

    @Test
    void each_ca_has_another_key() throws Exception {
        assertNotEquals(file().get().key().getPublic(), new AccountFile(folder, CA + "2").get().key().getPublic());
        assertEquals(2, files().size());
    }

    @Test
    void one_that_cannot_be_read_stays_and_says_what_to_do() throws Exception {
        lose();
        IOException e = assertThrows(IOException.class, () -> file().get());
        assertTrue(e.getMessage().contains("restore the file, or remove it"), e.getMessage());
        assertEquals("rubbish", Files.readString(files().get(0)));
    }

    @Test
    void one_that_is_renounced_is_put_aside_and_replaced() throws Exception {
        PublicKey lost = file().get().key().getPublic();
        lose();
        file().renounce();
        assertNotEquals(lost, file().get().key().getPublic());
        assertTrue(files().stream().anyMatch(each -> each.toString().endsWith(".damaged")));
    }

    @Test
    void so_is_one_of_which_only_a_damaged_previous_generation_is_left() throws Exception {
        lose();
        Path current = files().stream().filter(each -> !each.toString().contains(".previous.")).findFirst().orElseThrow();
        Files.move(current, current.resolveSibling(current.getFileName().toString().replace(".json", ".previous.json")));
        file().renounce();
        file().get();
    }

    @Test
    void one_that_can_be_read_is_not_renounced() throws Exception {
        PublicKey made = file().get().key().getPublic();
        file().renounce();
        assertEquals(made, file().get().key().getPublic());
    }

    private AccountFile file() {
        return new AccountFile(folder, CA);
    }

    private void lose() throws IOException {
        file().get();
        for (Path each : files()) {
            Files.writeString(each, "rubbish");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
