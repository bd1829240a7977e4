package link.box.acme;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a renewal at a real CA; each makes the rig that it needs. */
abstract class OnPebble {
    @TempDir
    Path folder;
    Rig rig;

    @AfterEach
    void closeRig() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }
}
