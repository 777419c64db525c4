// What a partner writes around the client that openapi-generator made for Java: it sends each call to each base URL and
// prints the operations of the client, then a line for each error, read by its types.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CartsApi;
import org.openapitools.client.api.OrdersApi;
import org.openapitools.client.api.PaymentMethodsApi;
import org.openapitools.client.api.SessionsApi;
import org.openapitools.client.api.StoresApi;
import org.openapitools.client.model.ErrorDetail;
import org.openapitools.client.model.KnownErrorCode;
import org.openapitools.client.model.PlaceOrderRequest;
import org.openapitools.client.model.ProblemDetails;
import org.openapitools.client.model.ValidateOrderRequest;

class ReadErrors {
    interface Call {
        Object send() throws ApiException;
    }

    static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();

    public static void main(String[] urls) throws Exception {
        System.out.println(MAPPER.writeValueAsString(operations()));
        for (String url : urls) {
            OrdersApi orders = new OrdersApi(client(url));
            print(() -> orders.validateOrder(new ValidateOrderRequest()));
            print(() -> orders.placeOrder(UUID.randomUUID().toString(), new PlaceOrderRequest()));
            print(() -> orders.getOrder("ord_1"));
        }
    }

    static Set<String> operations() {
        Set<String> names = new TreeSet<>();
        for (Class<?> api : List.of(
                CartsApi.class, OrdersApi.class, PaymentMethodsApi.class, SessionsApi.class, StoresApi.class)) {
            for (Method method : api.getDeclaredMethods()) {
                names.add(method.getName());
            }
        }
        return names;
    }

    static ApiClient client(String url) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        return client;
    }

    static void print(Call call) throws Exception {
        try {
            call.send();
            System.out.println("null");
        } catch (ApiException error) {
            ProblemDetails problem = MAPPER.readValue(error.getResponseBody(), ProblemDetails.class);
            System.out.println(MAPPER.writeValueAsString(read(problem)));
        }
    }

    static Map<String, Object> read(ProblemDetails problem) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("status", problem.getStatus());
        read.put("title", problem.getTitle());
        read.put("instance", problem.getInstance());
        read.put("errorCode", problem.getErrorCode());
        read.put("errorCategory", problem.getErrorCategory());
        read.put("retryable", problem.getRetryable());
        read.put("retryAfter", problem.getRetryAfter());
        read.put("traceId", problem.getAdditionalProperty("traceId"));
        read.put("outage", KnownErrorCode.SERVICE_UNAVAILABLE.getValue().equals(problem.getErrorCode()));
        if (problem.getErrors() != null) {
            read.put("entries", problem.getErrors().stream().map(ReadErrors::read).toList());
        }
        return read;
    }

    static List<Object> read(ErrorDetail entry) {
        return Arrays.asList(entry.getCode(), entry.getAdditionalProperty("traceId"));
    }
}
