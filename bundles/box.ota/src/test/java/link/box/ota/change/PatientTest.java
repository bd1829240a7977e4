package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatientTest {
    private final Patient patient = new Patient(Duration.ofMillis(5), 3);
    private int left;

    private String write() throws IOException {
        if (left-- > 0) {
            throw new IOException("No space left on device");
        }
        return "written";
    }

    @Test
    void what_a_full_disk_does_not_take_is_written_when_it_does() throws Exception {
        left = 2;
        assertEquals("written", patient.keep(this::write));
    }

    @Test
    void it_ends() {
        left = 3;
        assertEquals("No space left on device", assertThrows(IOException.class, () -> patient.keep(this::write)).getMessage());
    }
}
