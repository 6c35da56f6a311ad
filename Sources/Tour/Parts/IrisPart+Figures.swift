import Autodiff

extension IrisPart {
    /// A quantity during the trainings, against the epoch.
    func curves(
        of quantity: String, title: String, _ value: (Training.Moment) -> Double, scale: Axis.Scale
    ) -> Figure {
        // Epoch 0 has no place on a logarithmic axis.
        let series = trainings.enumerated().map { i, training in
            Chart.Series(
                name: "\(training.network.shape), \(training.method.name)",
                points: training.moments.filter { $0.epoch > 0 }.map { (x: Double($0.epoch), y: value($0)) },
                style: i < 2 ? .dashes : .line, colour: i + 1)
        }
        let values = series.flatMap(\.points)
        let chart = Chart(
            label: "The \(quantity) against the epoch",
            x: Axis("epoch", scale: .logarithmic, spanning: values.map(\.x), isWidened: false),
            y: Axis(quantity, scale: scale, spanning: scale == .linear ? values.map(\.y) + [1] : values.map(\.y)),
            series: series)
        return Figure(
            title: title, caption: "Full batches; dashed at the texts' rate, 0.01.", svg: chart.svg)
    }

    /// The plane of two inputs, with the class that the network trained on them gives to each point.
    var regions: Figure {
        let columns = plane.columns
        let scales = columns.map { data.scale(ofColumn: $0) }
        let training = plane.training
        let axis = { (k: Int) in
            let values = data.rows.map { $0[columns[k]] }
            let margin = scales[k].deviation / 3
            let name = data.columnNames[columns[k]].replacing("_cm", with: " (cm)").replacing("_", with: " ")
            return Axis(
                name, spanning: [(values.min() ?? 0) - margin, (values.max() ?? 1) + margin], isWidened: false)
        }
        let map = RegionMap(
            label: "The decision regions on two inputs", x: axis(0), y: axis(1), classNames: data.labels,
            samples: zip(data.rows, data.classes).map { (x: $0[columns[0]], y: $0[columns[1]], label: $1) },
            classify: { x, y in
                let input = [(x - scales[0].mean) / scales[0].deviation, (y - scales[1].mean) / scales[1].deviation]
                let a = training.network.preactivations(of: input)
                return a.indices.max { a[$0] < a[$1] } ?? 0
            })
        let accuracy = fixed(100 * (training.moments.last?.accuracy ?? 0), 1)
        return Figure(
            title: "Decision regions",
            caption: """
                A network \(training.network.shape) trained on two of the inputs alone, \(training.method.name): \
                \(accuracy) % of the samples stand in their own colour.
                """, svg: map.svg)
    }
}
