package link.box.acme;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a renewal at a scripted CA, in virtual time. */
abstract class OnStub {
    @TempDir
    Path folder;
    StubRig rig;

    @BeforeEach
    void makeRig() throws Exception {
        rig = new StubRig(folder);
    }

    @AfterEach
    void closeRig() throws Exception {
        rig.close();
    }
}
