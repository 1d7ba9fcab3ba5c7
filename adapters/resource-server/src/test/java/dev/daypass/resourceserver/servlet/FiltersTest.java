package dev.daypass.resourceserver.servlet;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.ServiceContract;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.io.TempDir;

/** {@link SessionFilter} and {@link DecisionFilter}. */
final class FiltersTest extends ServiceContract {
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    Path work;

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("hello " + SessionFilter.session(request).sessionName());
        }
    }

    @Override
    protected URI start(ResourceServer server) throws Exception {
        tomcat.setBaseDir(work.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", work.toString());
        filter(context, "session", "/*", new SessionFilter(server));
        filter(
                context,
                "decision",
                "/2026",
                new DecisionFilter(server, request -> question(request.getMethod(), DecisionFilter.path(request))));
        Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
        tomcat.getConnector();
        tomcat.start();
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    private static void filter(Context context, String name, String path, Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(path);
        context.addFilterMap(mapping);
    }

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
