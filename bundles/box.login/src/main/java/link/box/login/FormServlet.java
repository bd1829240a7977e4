package link.box.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import link.box.login.web.Ask;
import link.box.login.web.Form;
import link.box.login.web.Reply;

/** Pages that show a form and take what was filled in. */
abstract class FormServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Answers GET. */
    abstract void show(Ask ask, Reply reply) throws IOException;

    /** Answers POST. */
    abstract void act(Ask ask, Reply reply) throws IOException;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, new Reply(response), this::show);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, new Reply(response), this::act);
    }

    private interface Page {
        void answer(Ask ask, Reply reply) throws IOException;
    }

    private static void answer(HttpServletRequest request, Reply reply, Page page) throws IOException {
        Form form;
        try {
            form = Form.of(request);
        } catch (Form.Refused e) {
            reply.page(e.status(), Pages.unreadable(), Optional.empty());
            return;
        }
        page.answer(new Ask(request, form), reply);
    }

    static void missing(Reply reply) throws IOException {
        reply.page(HttpServletResponse.SC_NOT_FOUND, Pages.missing(), Optional.empty());
    }
}
