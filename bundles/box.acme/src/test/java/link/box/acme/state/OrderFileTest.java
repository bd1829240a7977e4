package link.box.acme.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import link.box.acme.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {
    private static final PendingOrder PLACED = new PendingOrder("https://ca.test/dir", "https://ca.test/account/1",
            List.of("box.test", "*.box.test"), Keys.generate(), Optional.of("https://ca.test/order/1"), 0);

    @TempDir
    Path folder;

    @Test
    void all_of_an_order_is_there_after_a_kill() throws Exception {
        new OrderFile(folder).write(PLACED.failed());
        PendingOrder found = new OrderFile(folder).read().orElseThrow();
        assertEquals(List.of(PLACED.directory(), PLACED.account(), PLACED.names(), PLACED.url(), 1),
                List.of(found.directory(), found.account(), found.names(), found.url(), found.failures()));
        assertArrayEquals(PLACED.key().getPrivate().getEncoded(), found.key().getPrivate().getEncoded());
        assertEquals(PLACED.key().getPublic(), found.key().getPublic());
    }

    @Test
    void one_that_the_ca_has_not_taken_yet_has_no_url() throws Exception {
        new OrderFile(folder).write(new PendingOrder("d", "a", List.of("n"), Keys.generate(), Optional.empty(), 0));
        assertEquals(Optional.empty(), new OrderFile(folder).read().orElseThrow().url());
    }

    @Test
    void only_its_owner_reads_the_key() throws Exception {
        new OrderFile(folder).write(PLACED);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("order.json"))));
    }

    @Test
    void one_that_is_over_never_comes_back() throws Exception {
        OrderFile file = new OrderFile(folder);
        file.write(PLACED);
        file.write(PLACED.failed());
        file.delete();
        assertEquals(Optional.empty(), file.read());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void damage_to_the_last_state_leaves_the_one_before() throws Exception {
        OrderFile file = new OrderFile(folder);
        file.write(PLACED);
        file.write(PLACED.failed());
        Files.writeString(folder.resolve("order.json"), "rubbish");
        assertEquals(0, file.read().orElseThrow().failures());
    }

    @Test
    void damage_to_both_is_said_and_as_good_as_no_order() throws Exception {
        Files.writeString(folder.resolve("order.json"), "rubbish");
        try (Said said = new Said()) {
            assertEquals(Optional.empty(), new OrderFile(folder).read());
            assertFalse(said.lines("The order under way is forgotten").isEmpty());
        }
    }

    @Test
    void a_disk_that_does_not_take_it_is_said_to_who_wants_to_order() throws Exception {
        Files.createDirectories(folder.resolve("order.json.new/in the way"));
        assertThrows(IOException.class, () -> new OrderFile(folder).write(PLACED));
    }
}
