package link.box.bench.mirrors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxesTest {
    private static final String A = "192.168.77.20";
    private static final String B = "192.168.77.31";
    @TempDir
    Path directory;
    private final Map<String, Board.Entry> board = new HashMap<>();
    private final Cell cell = new Cell(Cell.OURS, Cell.DISCIPLINED, "x.box.test");
    private Recorder recorder;
    private Boxes boxes;

    @BeforeEach
    void a_box_at_its_first_address() throws Exception {
        says(1, "192-168-77-20.x.box.test", "x.box.test");
        recorder = new Recorder(directory);
        boxes = new Boxes(() -> board, List.of(cell), recorder, A);
    }

    @AfterEach
    void stop() throws Exception {
        recorder.close();
    }

    @Test
    void clients_know_what_the_box_has_said() {
        assertEquals(new Announced(0, A, List.of("192-168-77-20.x.box.test", "x.box.test"), false), cell.announced());
    }

    @Test
    void what_it_said_of_the_old_address_is_no_news() throws Exception {
        changes(1, B);
        says(2, "192-168-77-20.x.box.test", "x.box.test");
        boxes.look();
        assertTrue(cell.announced().changing());
        says(3, "192-168-77-31.x.box.test", "x.box.test");
        boxes.look();
        assertEquals(new Announced(1, B, List.of("192-168-77-31.x.box.test", "x.box.test"), false), cell.announced());
    }

    @Test
    void another_order_of_names_is_told_too() throws Exception {
        says(2, "x.box.test", "192-168-77-20.x.box.test");
        boxes.look();
        assertEquals("x.box.test", cell.announced().names().get(0));
    }

    @Test
    void a_change_there_and_back_that_the_box_slept_over_leaves_its_word_true() throws Exception {
        changes(1, B);
        changes(2, A);
        boxes.look();
        assertFalse(cell.announced().changing());
        assertEquals(2, cell.announced().change());
    }

    @Test
    void back_where_it_was_it_has_to_say_so_again() throws Exception {
        changes(1, B);
        says(2, "192-168-77-31.x.box.test", "x.box.test");
        boxes.look();
        changes(2, A);
        says(2, "192-168-77-31.x.box.test", "x.box.test");
        boxes.look();
        assertTrue(cell.announced().changing());
        says(3, "192-168-77-20.x.box.test", "x.box.test");
        boxes.look();
        assertEquals(A, cell.announced().address());
    }

    private void changes(int number, String address) {
        boxes.event(number, address);
        cell.outdate();
    }

    private void says(long seq, String... names) {
        board.put("x", new Board.Entry(seq, List.of(names)));
    }
}
