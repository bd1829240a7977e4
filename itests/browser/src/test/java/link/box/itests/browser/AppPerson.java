package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The app, and a Box that it finds: one lab for a class. For each test the Box is as it should be, and somebody new is there with a fresh
 * browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AppPerson {
    static final String HANDLE = "handlehandlehandle0001";

    AppLab app;
    Screens screens;
    Chrome chrome;
    private final String name;
    private int people;

    /** @param name of the lab, and of whoever is there */
    AppPerson(String name) {
        this.name = name;
    }

    @BeforeAll
    void start() throws Exception {
        app = new AppLab(name);
        app.registration().list(app.box().record(HANDLE));
        screens = new Screens();
    }

    @AfterAll
    void stop() throws Exception {
        if (app != null) {
            app.close();
            assertEquals(List.of(), screens.wrong());
        }
    }

    @BeforeEach
    void somebody_new_is_there() throws Exception {
        app.box().answers(UnaryOperator.identity());
        app.box().throughTunnel(true);
        app.box().atHome(true);
        app.registration().keep(FakeGrants.LOCATOR, "");
        app.box().seen().clear();
        chrome = app.at(name + people++);
    }

    @AfterEach
    void and_leaves() {
        chrome.close();
    }

    /** Opens the app, and goes to the Box that it has found. */
    void connect() throws Exception {
        chrome.open(app.app());
        chrome.click("#connect");
    }
}
