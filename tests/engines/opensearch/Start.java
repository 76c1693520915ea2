import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

/** Starts a node from Maven's artefacts: arguments `key=value` are settings, `+Class` are plug-ins. */
public class Start {
  @SuppressWarnings("unchecked")
  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings = Settings.builder();
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("+")) {
        plugins.add((Class<? extends Plugin>) Class.forName(argument.substring(1)));
      } else {
        int equals = argument.indexOf('=');
        settings.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node");
    new PluggedNode(environment, plugins).start();
    System.out.println("STARTED");
    // Whoever started it is gone when its pipe ends: it must not outlive a test that was killed.
    while (System.in.read() != -1) {}
    Runtime.getRuntime().halt(0);
  }
}
