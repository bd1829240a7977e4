package link.box.acme.state;

import java.io.IOException;
import java.nio.file.Path;
import link.box.common.file.DiskWords;
import link.box.common.file.KeptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger, in memory and on disk. A disk that does not take or give it is said once and ends nothing: certificates are renewed
 * without a past, too. One thread at a time.
 */
public final class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final int LIMIT = 1 << 17;

    private final KeptFile file;
    private Ledger ledger;
    private String told;

    /** @param folder of the bundle; nothing is read yet */
    public LedgerFile(Path folder) {
        this.file = new KeptFile(folder.resolve("renewal.json"), LIMIT);
    }

    /** @return what is known; the first call blocks for disk */
    public Ledger get() {
        if (ledger == null) {
            ledger = load();
        }
        return ledger;
    }

    /** Takes this as what is known; blocks for disk. */
    public void set(Ledger next) {
        if (next.equals(ledger)) {
            return;
        }
        ledger = next;
        try {
            file.write(LedgerJson.write(next));
            told = null;
        } catch (IOException e) {
            tell("The attempts cannot be written, and are forgotten at the next start: " + DiskWords.of(e));
        }
    }

    private Ledger load() {
        try {
            return file.read(LedgerJson::read, e -> tell("The attempts before the last are used: " + e.getMessage())).orElse(Ledger.EMPTY);
        } catch (IOException e) {
            tell("The attempts made so far are not known: " + e.getMessage());
            return Ledger.EMPTY;
        }
    }

    private void tell(String what) {
        if (!what.equals(told)) {
            LOG.warn("{}", what);
            told = what;
        }
    }
}
