package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import link.box.testing.ManualWorker;
import link.box.testing.acme.AcmeStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** A test of the scripted authority, by acme4j. */
abstract class StubCase {
    @TempDir
    Path folder;

    final ManualWorker worker = new ManualWorker();
    final StubClient client = new StubClient();
    AcmeStub ca;

    @BeforeEach
    void open() throws Exception {
        ca = new AcmeStub(folder, worker::now, client::texts);
    }

    @AfterEach
    void close() throws Exception {
        ca.close();
    }

    /** @return the type of the problem, without its prefix */
    static String refused(Executable step) {
        AcmeException e = assertThrows(AcmeException.class, step);
        return ((AcmeServerException) e).getType().toString().replaceFirst(".*:", "");
    }
}
