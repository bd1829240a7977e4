package link.box.login;

import java.io.IOException;
import link.box.api.work.Trouble;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;

/** What only a person can mend. */
final class Troubles implements AutoCloseable {
    private final Published<Trouble> accounts;
    private final Published<Trouble> label;

    Troubles(BundleContext context) {
        this.accounts = new Published<>(context, Trouble.class);
        this.label = new Published<>(context, Trouble.class);
    }

    void accounts(IOException e) {
        accounts.set(new Trouble("box.login", "Nobody can log in: " + e.getMessage(),
                "Restore the file from a backup, or set up the Box anew with bin/box reset-users."), "Trouble: " + e.getMessage());
    }

    void repaired() {
        accounts.clear("The file of accounts is whole again");
    }

    void label(String why) {
        label.set(new Trouble("box.login", "The set-up code on the Box's label does not work: " + why,
                "Correct the setting setup.code or its file; until then bin/box status shows a code."), "Trouble: " + why);
    }

    @Override
    public void close() {
        accounts.close();
        label.close();
    }
}
